// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.registry.presence.BrokerEvent;
import io.muster.registry.presence.BrokerEvent.Connected;
import io.muster.registry.presence.BrokerEvent.Connection;
import io.muster.registry.presence.BrokerEvent.Disconnected;
import io.muster.registry.presence.BrokerEvent.Over;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What EMQX tells: its rule engine's {@code $events/client_connected} and {@code …disconnected}, or
 * its messages below {@code $SYS}. A connection is known by when it began.
 */
final class EmqxEvents {

    private static final String LOST = "lost";

    /**
     * The client is back by another connection, which tells for itself. Only versions that do not
     * say when the ended one began need this.
     */
    private static final Set<String> REPLACED = Set.of("takenover", "takeovered", "discarded");

    private EmqxEvents() {}

    /** Reads the message of a rule; empty when it tells of no connection. */
    static Optional<ClientEvent> ofRule(JsonNode json) {
        return switch (json.path("event").asText()) {
            case "client.connected" -> event(json, true);
            case "client.disconnected" -> event(json, false);
            default -> Optional.empty();
        };
    }

    /** Reads a message below {@code $SYS}, whose topic says what happened. */
    static Optional<ClientEvent> ofTopic(boolean connected, String clientId, JsonNode json) {
        return event(json, connected).filter(event -> event.clientId().equals(clientId));
    }

    private static Optional<ClientEvent> event(JsonNode json, boolean connected) {
        var event = connected ? connected(json) : disconnected(json);
        return event.flatMap(
                what -> Told.text(json, "clientid").map(client -> ClientEvent.of(client, what)));
    }

    private static Optional<BrokerEvent> connected(JsonNode json) {
        return Told.time(json, "connected_at").map(began -> new Connected(connection(began)));
    }

    private static Optional<BrokerEvent> disconnected(JsonNode json) {
        var reason = Told.text(json, "reason").orElse(LOST);
        var began = Told.time(json, "connected_at");
        return began.isPresent()
                ? began.map(at -> new Disconnected(connection(at), reason))
                : over(json, reason);
    }

    private static Optional<BrokerEvent> over(JsonNode json, String reason) {
        return Told.time(json, "disconnected_at")
                .filter(_ -> !REPLACED.contains(reason))
                .map(at -> new Over(at, reason));
    }

    private static Connection connection(Instant began) {
        return new Connection(began, Long.toString(began.toEpochMilli()));
    }
}
