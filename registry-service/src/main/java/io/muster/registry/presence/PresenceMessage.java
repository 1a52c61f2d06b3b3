// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.util.Optional;

/** What a device, or the broker in its name, says about being there. */
sealed interface PresenceMessage {

    /** The birth message of a session. */
    record Online(String session, Optional<String> firmware) implements PresenceMessage {}

    /**
     * The end of a session.
     *
     * @param reason {@code lost} when it is the Will that says so, else the device's own word
     */
    record Offline(String session, String reason) implements PresenceMessage {}
}
