// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.registry.presence.BrokerEvent.Connected;
import io.muster.registry.presence.BrokerEvent.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads pages of {@code GET /api/connections}: those of MQTT clients, as events. */
final class RabbitMqConnections {

    private static final String MQTT = "MQTT";

    private RabbitMqConnections() {}

    /** One page, and how many there are. */
    record ConnectionPage(List<ClientEvent> connections, int pages) {}

    /** Reads a page; empty when it is none. */
    static Optional<ConnectionPage> page(JsonNode json) {
        var items = json.path("items");
        var pages = json.path("page_count");
        if (!items.isArray() || !pages.canConvertToInt()) {
            return Optional.empty();
        }
        var connections = new ArrayList<ClientEvent>();
        for (var item : items) {
            connection(item).ifPresent(connections::add);
        }
        return Optional.of(new ConnectionPage(connections, pages.intValue()));
    }

    /** Connections of other protocols, and those that are only opening, are none. */
    private static Optional<ClientEvent> connection(JsonNode json) {
        if (!json.path("protocol").asText().contains(MQTT)) {
            return Optional.empty();
        }
        var client = Told.text(json.path("client_properties"), "client_id");
        var began = Told.time(json, "connected_at");
        var name = Told.text(json, "name");
        return client.isEmpty() || began.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ClientEvent(
                                json.path("vhost").asText(""),
                                Optional.empty(),
                                client.get(),
                                new Connected(new Connection(began.get(), name.get()))));
    }
}
