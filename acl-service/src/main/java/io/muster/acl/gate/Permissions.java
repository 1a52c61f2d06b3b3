// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Reason;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.session.Session;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what those who were let in may do. Whether they should still be in is asked first, every
 * time: a revoked device loses everything with the event, before its connection is closed.
 */
public final class Permissions {

    private static final Decision UNKNOWN = Decision.deny(Reason.SESSION_UNKNOWN);

    private final SessionBook book;
    private final PolicySet policies;
    private final Standing standing;
    private final Verdicts verdicts;
    private final InstantSource clock;
    private final Consumer<Principal> fallen;

    /**
     * @param fallen is told of those who are still connected though something speaks against it
     */
    public Permissions(
            SessionBook book,
            PolicySet policies,
            Standing standing,
            Verdicts verdicts,
            InstantSource clock,
            Consumer<Principal> fallen) {
        this.book = book;
        this.policies = policies;
        this.standing = standing;
        this.verdicts = verdicts;
        this.clock = clock;
        this.fallen = fallen;
    }

    /** May this connected client do that? */
    public boolean allows(String clientId, SessionHandle handle, Ask ask) {
        var session = book.find(clientId, handle, clock.instant()).orElse(null);
        var decision = session == null ? UNKNOWN : decide(session, ask);
        verdicts.decided(clientId, session == null ? null : session.caller(), ask, decision);
        return decision.allowed();
    }

    private Decision decide(Session session, Ask ask) {
        return objection(session)
                .map(Decision::deny)
                .orElseGet(() -> policies.decide(session.caller(), ask, clock.instant()));
    }

    /** Is this a client that we let in, and may it still be connected? */
    public boolean stands(String clientId, SessionHandle handle) {
        return book.find(clientId, handle, clock.instant())
                .filter(session -> objection(session).isEmpty())
                .isPresent();
    }

    /** The session of an id that we gave; null when it is none, or may not be connected. */
    public @Nullable Session standing(String seal) {
        return book.find(seal, clock.instant())
                .filter(session -> objection(session).isEmpty())
                .orElse(null);
    }

    private Optional<Reason> objection(Session session) {
        var now = clock.instant();
        if (session.expiredAt(now)) {
            return Optional.of(Reason.SESSION_EXPIRED);
        }
        var objection = standing.objection(session.principal(), now);
        objection
                .filter(reason -> reason != Reason.UNAVAILABLE)
                .ifPresent(_ -> fallen.accept(session.principal()));
        return objection;
    }
}
