// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.presence.BrokerEvent;
import io.muster.registry.presence.BrokerEvent.Connected;
import io.muster.registry.presence.BrokerEvent.Connection;
import io.muster.registry.presence.BrokerEvent.Disconnected;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What our extension of HiveMQ tells: many events with one call. */
final class HiveMqEvents {

    private static final int MAX_EVENTS = 1_000;
    private static final String LOST = "lost";

    private HiveMqEvents() {}

    /** Reads a call; empty when it is none of the extension's. */
    static Optional<List<ClientEvent>> read(JsonNode json) {
        var events = json.path("events");
        return events.isArray() && events.size() <= MAX_EVENTS
                ? Optional.of(
                        StreamSupport.stream(events.spliterator(), false)
                                .flatMap(each -> event(each).stream())
                                .toList())
                : Optional.empty();
    }

    private static Optional<ClientEvent> event(JsonNode json) {
        return Told.text(json, "clientId")
                .flatMap(client ->
                        what(json)
                                .map(event ->
                                        new ClientEvent(
                                                "",
                                                Told.text(json, "tenant"),
                                                client,
                                                event,
                                                Told.text(json, "certificate")
                                                        .flatMap(Fingerprint::parse))));
    }

    private static Optional<BrokerEvent> what(JsonNode json) {
        return connection(json)
                .flatMap(connection ->
                        switch (json.path("type").asText()) {
                            case "connected" -> Optional.of(new Connected(connection));
                            case "disconnected" ->
                                    Optional.of(
                                            new Disconnected(
                                                    connection,
                                                    Told.text(json, "reason").orElse(LOST)));
                            default -> Optional.empty();
                        });
    }

    private static Optional<Connection> connection(JsonNode json) {
        return Told.time(json, "began")
                .flatMap(began ->
                        Told.text(json, "connection").map(id -> new Connection(began, id)));
    }
}
