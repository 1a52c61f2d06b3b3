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

/** The sessions of one realm of a broker, asked from the point of view of who is to go. */
public final class HeldSessions {

    private final String place;
    private final Sessions sessions;
    private final Predicate<Principal> stands;

    /**
     * @param stands says whether nothing speaks against an identity being connected
     */
    public HeldSessions(String place, Sessions sessions, Predicate<Principal> stands) {
        this.place = place;
        this.sessions = sessions;
        this.stands = stands;
    }

    /** The devices of recorded sessions that lost what they stood on. */
    Stream<DeviceKey> fallen() {
        return sessions.stream()
                .filter(session -> session.broker().equals(place))
                .map(Session::principal)
                .filter(principal -> !stands.test(principal))
                .flatMap(HeldSessions::device);
    }

    private static Stream<DeviceKey> device(Principal principal) {
        return principal instanceof Device device
                ? Stream.of(new DeviceKey(device.tenant(), device.device()))
                : Stream.empty();
    }

    /**
     * Says whether the device's session, perhaps one that we have no record of, should be ended:
     * not when it is back with credentials that stand, nor when somebody else has the client id.
     */
    boolean shouldEnd(DeviceKey device) {
        return session(device)
                .map(Session::principal)
                .map(principal -> isOf(principal, device) && !stands.test(principal))
                .orElse(true);
    }

    private static boolean isOf(Principal principal, DeviceKey key) {
        return principal instanceof Device device
                && device.device().equals(key.device())
                && device.tenant().equals(key.tenant());
    }

    /** Forgets the record of a session that is over. */
    void forget(DeviceKey device) {
        if (shouldEnd(device)) {
            session(device).ifPresent(sessions::remove);
        }
    }

    private Optional<Session> session(DeviceKey device) {
        return sessions.find(place, device.device().value());
    }
}
