// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.acl.decision.Principal;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.session.Session;
import io.muster.acl.session.Sessions;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sessions of one realm of a broker, asked from the point of view of who is to go. */
public final class HeldSessions {

    private final String place;
    private final Sessions sessions;
    private final Predicate<Session> stands;

    /**
     * @param stands says whether nothing speaks against a session
     */
    public HeldSessions(String place, Sessions sessions, Predicate<Session> stands) {
        this.place = place;
        this.sessions = sessions;
        this.stands = stands;
    }

    /**
     * Everybody recorded, standing or not: looking at all of them is the caller's work to divide.
     */
    Stream<Evictee> all() {
        return sessions.stream().filter(session -> session.broker().equals(place)).map(Evictee::of);
    }

    /**
     * Says whether the client's session, perhaps one that we have no record of, should be ended:
     * not when it is back with credentials that stand, nor when somebody else has the client id.
     */
    boolean shouldEnd(Evictee evictee) {
        return session(evictee)
                .map(held -> isOf(held.principal(), evictee.device()) && !stands.test(held))
                .orElse(true);
    }

    private static boolean isOf(Principal principal, @Nullable DeviceKey key) {
        return key == null
                || (principal instanceof Device device
                        && device.device().equals(key.device())
                        && device.tenant().equals(key.tenant()));
    }

    /** Forgets the record of a session that is over. */
    void forget(Evictee evictee) {
        if (shouldEnd(evictee)) {
            session(evictee).ifPresent(sessions::remove);
        }
    }

    private Optional<Session> session(Evictee evictee) {
        return sessions.find(place, evictee.clientId());
    }
}
