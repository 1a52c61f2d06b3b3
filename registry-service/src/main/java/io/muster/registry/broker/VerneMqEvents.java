// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.registry.presence.BrokerEvent;
import io.muster.registry.presence.BrokerEvent.Connected;
import io.muster.registry.presence.BrokerEvent.Connection;
import io.muster.registry.presence.BrokerEvent.Over;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * VerneMQ's web hooks. They tell neither the time nor which connection it was, so the time of their
 * arrival stands for both.
 *
 * <p>{@code on_client_wakeup} is the beginning, not {@code on_register}: when a client takes over
 * its own session, VerneMQ tells of the old connection's end after {@code on_register} and before
 * {@code on_client_wakeup}.
 */
final class VerneMqEvents {

    private static final String GONE = "lost";

    private VerneMqEvents() {}

    /**
     * Reads a call; empty when it tells of no connection.
     *
     * @param hook the header that says what happened
     * @param arrival later than that of every call before
     */
    static Optional<ClientEvent> read(@Nullable String hook, JsonNode json, Instant arrival) {
        return event(String.valueOf(hook), json, arrival)
                .flatMap(event ->
                        Told.text(json, "client_id")
                                .map(client ->
                                        new ClientEvent(
                                                json.path("mountpoint").asText(""),
                                                Optional.empty(),
                                                client,
                                                event)));
    }

    private static Optional<BrokerEvent> event(String hook, JsonNode json, Instant arrival) {
        return switch (hook) {
            case "on_client_wakeup" ->
                    Optional.of(new Connected(new Connection(arrival, arrival.toString())));
            case "on_client_offline", "on_client_gone" ->
                    Optional.of(new Over(arrival, Told.text(json, "reason").orElse(GONE)));
            default -> Optional.empty();
        };
    }
}
