// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.book.PolicyBook;
import io.muster.acl.broker.Realm;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Reason;
import io.muster.acl.gate.Entry.Barred;
import io.muster.acl.gate.Entry.Granted;
import io.muster.acl.gate.Login.Failed;
import io.muster.acl.gate.Login.Proven;
import io.muster.acl.revocation.Revocations;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may be connected to one realm of a broker, and as which client. It keeps nothing: that is the
 * matter of those who ask.
 */
public final class Entrance {

    private final Realm realm;
    private final Doorkeeper doorkeeper;
    private final Logins logins;
    private final Revocations revocations;
    private final PolicyBook policies;
    private final InstantSource clock;

    public Entrance(
            Realm realm,
            Doorkeeper doorkeeper,
            Logins logins,
            Revocations revocations,
            PolicyBook policies,
            InstantSource clock) {
        this.realm = realm;
        this.doorkeeper = doorkeeper;
        this.logins = logins;
        this.revocations = revocations;
        this.policies = policies;
        this.clock = clock;
    }

    /** Looks at the credentials, the client id and the Will. Never fails. */
    Uni<Entry> ask(ConnectRequest request) {
        if (!request.wellNamed()) {
            return Uni.createFrom().item(Barred.of(Reason.CLIENT_ID_INVALID, null));
        }
        return doorkeeper
                .watch(request.attempt(), () -> logins.login(request, realm.tenant()))
                .map(login -> conclude(request, login));
    }

    /** Looks at the credentials only, for brokers that do not tell yet who the client will be. */
    Uni<Optional<Reason>> objection(Credentials credentials) {
        return logins.identify(credentials, null)
                .map(login ->
                        switch (login) {
                            case Failed(var reason) -> Optional.of(reason);
                            case Proven(var principal, var until) ->
                                    objection(principal, until, clock.instant());
                        });
    }

    private Optional<Reason> objection(Principal principal, @Nullable Instant until, Instant now) {
        if (!realm.serves(principal.tenant())) {
            return Optional.of(Reason.TENANT_MISMATCH);
        }
        boolean ended = until != null && !now.isBefore(until);
        return ended ? Optional.of(Reason.SESSION_EXPIRED) : Optional.empty();
    }

    private Entry conclude(ConnectRequest request, Login login) {
        return switch (login) {
            case Failed(var reason) -> Barred.of(reason, null);
            case Proven(var principal, var until) -> decide(request, principal, until);
        };
    }

    private Entry decide(ConnectRequest request, Principal principal, @Nullable Instant until) {
        var now = clock.instant();
        var caller =
                new Caller(
                        principal.subject(),
                        request.clientId(),
                        request.username(),
                        request.origin());
        var objection = objection(principal, until, now).or(() -> revoked(caller, now));
        if (objection.isPresent()) {
            return Barred.of(objection.get(), caller);
        }
        return switch (decide(request, caller, now)) {
            case Deny deny -> new Barred(caller, deny);
            case Allow allow -> new Granted(principal, caller, allow, until);
        };
    }

    private Optional<Reason> revoked(Caller caller, Instant now) {
        return revocations.objection(caller.subject().tenant(), caller.clientId(), now);
    }

    private Decision decide(ConnectRequest request, Caller caller, Instant now) {
        var will = request.will();
        var rules = policies.of(caller.subject().tenant());
        var decision = rules.connect(caller, now);
        if (!decision.allowed() || will == null) {
            return decision;
        }
        var leave = rules.decide(caller, will, now);
        return leave.allowed() ? decision : leave;
    }
}
