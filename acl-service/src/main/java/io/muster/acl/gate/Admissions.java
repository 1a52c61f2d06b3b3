// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.broker.Realm;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
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
        return decide(request).invoke(judged -> tell(request, judged)).map(Judged::admission);
    }

    private void tell(ConnectRequest request, Judged judged) {
        verdicts.decided(request.clientId(), judged.caller(), null, judged.decision());
    }

    private Uni<Judged> decide(ConnectRequest request) {
        return request.wellNamed()
                ? logins.login(request).map(login -> conclude(request, login))
                : Uni.createFrom().item(Judged.refused(Reason.CLIENT_ID_INVALID, null));
    }

    private Judged conclude(ConnectRequest request, Login login) {
        return switch (login) {
            case Failed(var reason) -> Judged.refused(reason, null);
            case Proven(var principal, var until) -> admit(request, principal, until);
        };
    }

    private Judged admit(ConnectRequest request, Principal principal, @Nullable Instant until) {
        var caller =
                new Caller(
                        principal.subject(),
                        request.clientId(),
                        request.username(),
                        request.origin());
        if (!realm.serves(principal.tenant())) {
            return Judged.refused(Reason.TENANT_MISMATCH, caller);
        }
        var now = clock.instant();
        var will = request.will();
        var decision = policies.connect(caller, now);
        if (decision.allowed() && will != null) {
            decision = policies.decide(caller, will, now);
        }
        return decision instanceof Deny(var reason, _)
                ? new Judged(new Refused(reason), caller, decision)
                : record(book.open(principal, caller, until), decision);
    }

    private Judged record(Session session, Decision decision) {
        var caller = session.caller();
        return switch (book.admit(session)) {
            case ADMITTED -> new Judged(new Admitted(session), caller, decision);
            case TAKEN -> Judged.refused(Reason.CLIENT_ID_TAKEN, caller);
            case FULL -> Judged.refused(Reason.OVERLOADED, caller);
        };
    }

    /** An admission with what led to it. */
    private record Judged(Admission admission, @Nullable Caller caller, Decision decision) {

        static Judged refused(Reason reason, @Nullable Caller caller) {
            return new Judged(new Refused(reason), caller, Decision.deny(reason));
        }
    }
}
