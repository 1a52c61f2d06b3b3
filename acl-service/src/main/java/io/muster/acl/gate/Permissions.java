// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.book.PolicyBook;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Reason;
import io.muster.acl.policy.CallerRule;
import io.muster.acl.policy.PolicySet;
import io.muster.acl.session.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what those who were let in may do. Whether they should still be in is asked first, every
 * time: a revoked device loses everything with the event, before its connection is closed.
 */
public final class Permissions {

    private static final Decision UNKNOWN = Decision.deny(Reason.SESSION_UNKNOWN);

    private final SessionBook book;
    private final PolicyBook policies;
    private final Standing standing;
    private final Verdicts verdicts;
    private final InstantSource clock;
    private final Consumer<Session> fallen;

    /**
     * @param fallen is told of those who are still connected though something speaks against it
     */
    public Permissions(
            SessionBook book,
            PolicyBook policies,
            Standing standing,
            Verdicts verdicts,
            InstantSource clock,
            Consumer<Session> fallen) {
        this.book = book;
        this.policies = policies;
        this.standing = standing;
        this.verdicts = verdicts;
        this.clock = clock;
        this.fallen = fallen;
    }

    /** May this connected client do that? */
    public Permit decide(String clientId, SessionHandle handle, Ask ask) {
        return decide(clientId, handle, ask, (session, _) -> session.expiresAt());
    }

    /** The same for a broker that will remember a yes: until the rules may say otherwise. */
    public Permit decideToRemember(String clientId, SessionHandle handle, Ask ask) {
        return decide(
                clientId,
                handle,
                ask,
                (session, now) ->
                        earlier(
                                session.expiresAt(),
                                rules(session).holdsUntil(session.caller(), ask, now)));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, Optional<Instant> other) {
        return one == null
                ? other.orElse(null)
                : other.filter(edge -> edge.isBefore(one)).orElse(one);
    }

    private Permit decide(
            String clientId,
            SessionHandle handle,
            Ask ask,
            BiFunction<Session, Instant, @Nullable Instant> until) {
        var now = clock.instant();
        var session = book.find(clientId, handle, now).orElse(null);
        if (session == null) {
            verdicts.decided(clientId, null, ask, UNKNOWN);
            return Permit.of(UNKNOWN, null);
        }
        var decision = decide(session, ask, now);
        verdicts.decided(clientId, session.caller(), ask, decision);
        return Permit.of(decision, decision.allowed() ? until.apply(session, now) : null);
    }

    private Decision decide(Session session, Ask ask, Instant now) {
        return objection(session, now)
                .map(Decision::deny)
                .orElseGet(() -> rules(session).decide(session.caller(), ask, now));
    }

    private PolicySet rules(Session session) {
        return policies.of(session.principal().tenant());
    }

    /** Is this a client that we let in, and may it still be connected? */
    public Permit present(String clientId, SessionHandle handle) {
        var now = clock.instant();
        return book.find(clientId, handle, now)
                .map(session ->
                        new Permit(objection(session, now).orElse(null), session.expiresAt()))
                .orElseGet(() -> Permit.of(UNKNOWN, null));
    }

    /** The session of an id that we gave; null when it is none, or may not be connected. */
    public @Nullable Session standing(String seal) {
        var now = clock.instant();
        return book.find(seal, now)
                .filter(session -> objection(session, now).isEmpty())
                .orElse(null);
    }

    /** What the rules say to a session in advance, for brokers that take some of them. */
    public List<CallerRule> rulesOf(Session session) {
        return rules(session).rulesOf(session.caller());
    }

    /** The broker says that this client is gone for good: its session ends. */
    public void end(String clientId) {
        book.end(clientId);
    }

    /** The broker tells only now where this client comes from. */
    public void locate(String clientId, SessionHandle handle, Origin origin) {
        book.locate(clientId, handle, origin, clock.instant());
    }

    private Optional<Reason> objection(Session session, Instant now) {
        if (session.expiredAt(now)) {
            return Optional.of(Reason.SESSION_EXPIRED);
        }
        var objection = standing.objection(session, now);
        objection
                .filter(reason -> reason != Reason.UNAVAILABLE)
                .ifPresent(_ -> fallen.accept(session));
        return objection;
    }
}
