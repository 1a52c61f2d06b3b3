// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.util.Optional;

/** What anybody says about a device being there. */
sealed interface PresenceMessage {

    /** Whether it may begin a session without saying how long the device may be silent. */
    default boolean begins() {
        return switch (this) {
            case Online birth -> birth.silence().isEmpty();
            case Kept(var birth) -> birth.silence().isEmpty();
            case Told _ -> true;
            case Offline _, Cut _, Heard _, Looked _ -> false;
        };
    }

    /** The same as a broker kept it: a birth may be old by now, an end is one for ever. */
    default PresenceMessage kept() {
        return this instanceof Online birth ? new Kept(birth) : this;
    }

    /**
     * The birth message of a session.
     *
     * @param silence how long the device may be silent, where it said so
     */
    record Online(String session, Optional<String> firmware, Optional<Silence> silence)
            implements PresenceMessage {}

    /** A birth message that a broker kept, from whatever time. */
    record Kept(Online birth) implements PresenceMessage {}

    /**
     * The end of a session.
     *
     * @param reason {@code lost} when it is the Will that says so, else the device's own word
     */
    record Offline(String session, String reason) implements PresenceMessage {}

    /** What the broker itself says of the device's connection. */
    record Told(String broker, BrokerEvent event) implements PresenceMessage {}

    /** The device may not be there any more, whoever says it is. */
    record Cut(String reason) implements PresenceMessage {}

    /** A sign of life, of whatever session is the current one. */
    record Heard() implements PresenceMessage {}

    /** Nobody said anything; time has passed. */
    record Looked() implements PresenceMessage {}
}
