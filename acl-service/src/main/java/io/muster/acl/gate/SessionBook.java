// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Origin;
import io.muster.acl.decision.Principal;
import io.muster.acl.gate.SessionHandle.ByName;
import io.muster.acl.gate.SessionHandle.BySeal;
import io.muster.acl.session.Session;
import io.muster.acl.session.SessionSeal;
import io.muster.acl.session.Sessions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions of one realm of a broker, and finds them again by whatever the broker shows.
 */
public final class SessionBook {

    private final String place;
    private final Sessions sessions;
    private final SessionSeal seal;
    private final Predicate<Session> fell;
    private final InstantSource clock;

    /**
     * @param fell says whether a session has lost what it stood on, so that it is in nobody's way
     */
    public SessionBook(
            String place,
            Sessions sessions,
            SessionSeal seal,
            Predicate<Session> fell,
            InstantSource clock) {
        this.place = place;
        this.sessions = sessions;
        this.seal = seal;
        this.fell = fell;
        this.clock = clock;
    }

    Session open(Principal principal, Caller caller, @Nullable Instant until) {
        return seal.seal(place, principal, caller, clock.instant(), until);
    }

    Sessions.Admission admit(Session session) {
        return sessions.admit(session, fell);
    }

    Optional<Session> find(String clientId, SessionHandle handle, Instant now) {
        var held = sessions.touch(place, clientId, now);
        return switch (handle) {
            case ByName(var username) ->
                    held.filter(found -> Objects.equals(found.caller().username(), username));
            case BySeal(var shown) ->
                    held.filter(found -> found.seal().equals(shown))
                            .or(() -> recover(clientId, shown, held, now));
        };
    }

    /** The session of an id that tells by itself whose it is. */
    Optional<Session> find(String shown, Instant now) {
        return seal.open(shown, now)
                .map(opened -> opened.caller().clientId())
                .flatMap(clientId -> find(clientId, new BySeal(shown), now));
    }

    void end(String clientId) {
        sessions.find(place, clientId).ifPresent(sessions::remove);
    }

    /** Only where nothing was known: a session does not move. */
    void locate(String clientId, SessionHandle handle, Origin origin, Instant now) {
        find(clientId, handle, now)
                .filter(session -> session.caller().origin().equals(Origin.UNKNOWN))
                .ifPresent(session -> sessions.replace(session, session.from(origin)));
    }

    /** A seal of ours, of a session that another replica let in, or we did before a restart. */
    private Optional<Session> recover(
            String clientId, String shown, Optional<Session> held, Instant now) {
        var recovered =
                seal.open(shown, now)
                        .filter(found -> found.broker().equals(place))
                        .filter(found -> found.caller().clientId().equals(clientId))
                        .filter(found -> held.map(other -> same(found, other)).orElse(true));
        if (held.isEmpty()) {
            recovered.ifPresent(this::admit);
        }
        return recovered;
    }

    private static boolean same(Session one, Session other) {
        return one.principal().sameAs(other.principal());
    }
}
