// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.broker.Realm;
import io.muster.acl.decision.Action;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Admission.Admitted;
import io.muster.acl.gate.Admission.Refused;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.session.Session;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is let in. From memory alone: no database is asked on the way, and no other service.
 * Whatever goes wrong is a refusal; nothing here fails.
 */
public final class Admissions {

    private final Realm realm;
    private final Logins logins;
    private final SessionBook book;
    private final PolicySet policies;
    private final Verdicts verdicts;
    private final InstantSource clock;

    public Admissions(
            Realm realm,
            Logins logins,
            SessionBook book,
            PolicySet policies,
            Verdicts verdicts,
            InstantSource clock) {
        this.realm = realm;
        this.logins = logins;
        this.book = book;
        this.policies = policies;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** May this client be connected? */
    public Uni<Admission> connect(ConnectRequest request) {
        return decide(request).invoke(admission -> count(request, admission));
    }

    private void count(ConnectRequest request, Admission admission) {
        var reason = admission instanceof Refused(var why) ? why : null;
        verdicts.decided(Action.CONNECT, request.clientId(), reason);
    }

    private Uni<Admission> decide(ConnectRequest request) {
        return request.wellNamed()
                ? logins.login(request).map(login -> conclude(request, login))
                : Uni.createFrom().item(new Refused(Reason.CLIENT_ID_INVALID));
    }

    private Admission conclude(ConnectRequest request, Login login) {
        return switch (login) {
            case Failed(var reason) -> new Refused(reason);
            case Proven(var principal, var until) -> admit(request, principal, until);
        };
    }

    private Admission admit(ConnectRequest request, Principal principal, @Nullable Instant until) {
        if (!realm.serves(principal.tenant())) {
            return new Refused(Reason.TENANT_MISMATCH);
        }
        var caller =
                new Caller(
                        principal.subject(),
                        request.clientId(),
                        request.username(),
                        request.origin());
        var now = clock.instant();
        var will = request.will();
        var decision = policies.connect(caller, now);
        if (decision.allowed() && will != null) {
            decision = policies.decide(caller, will, now);
        }
        return decision instanceof Deny(var reason, _)
                ? new Refused(reason)
                : record(book.open(principal, caller, until));
    }

    private Admission record(Session session) {
        return switch (book.admit(session)) {
            case ADMITTED -> new Admitted(session);
            case TAKEN -> new Refused(Reason.CLIENT_ID_TAKEN);
            case FULL -> new Refused(Reason.OVERLOADED);
        };
    }
}
