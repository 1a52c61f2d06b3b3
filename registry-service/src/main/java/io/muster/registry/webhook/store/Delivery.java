// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that was to be sent to a webhook, and what came of it so far.
 *
 * @param status of the last answer
 * @param error why there was none, for people
 */
public record Delivery(
        UUID id,
        String eventId,
        String type,
        State state,
        int attempts,
        Instant nextAt,
        Optional<Integer> status,
        Optional<String> error,
        Instant createdAt,
        Optional<Instant> deliveredAt) {

    /** How far it is. */
    public enum State {
        PENDING,
        DELIVERED,
        /** Was tried as often as it may be, or the webhook was disabled. */
        FAILED
    }
}
