// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.util.Optional;

/** What a device, or the broker in its name, says about being there. */
sealed interface PresenceMessage {

    /**
     * The birth message of a session.
     *
     * @param silence how long the device may be silent, where it said so
     */
    record Online(String session, Optional<String> firmware, Optional<Silence> silence)
            implements PresenceMessage {}

    /**
     * The end of a session.
     *
     * @param reason {@code lost} when it is the Will that says so, else the device's own word
     */
    record Offline(String session, String reason) implements PresenceMessage {}

    /** A sign of life, of whatever session is the current one. */
    record Heard() implements PresenceMessage {}

    /** Nobody said anything; time has passed. */
    record Looked() implements PresenceMessage {}
}
