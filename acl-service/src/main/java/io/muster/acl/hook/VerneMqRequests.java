// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Origin;
import io.muster.acl.gate.ConnectRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what VerneMQ asks; what makes no sense is empty. */
final class VerneMqRequests {

    private static final int MAX_FILTERS = 256;

    private VerneMqRequests() {}

    static Optional<String> clientId(JsonNode json) {
        return Optional.ofNullable(text(json, "client_id"));
    }

    /** Empty counts as absent. */
    static @Nullable String text(JsonNode json, String name) {
        var text = json.path(name).textValue();
        return text == null || text.isEmpty() ? null : text;
    }

    static Optional<ConnectRequest> connect(JsonNode json, boolean five) {
        return clientId(json)
                .flatMap(clientId ->
                        Presented.credentials(text(json, "client_cert"), text(json, "password"))
                                .map(shown ->
                                        new ConnectRequest(
                                                clientId,
                                                text(json, "username"),
                                                shown,
                                                origin(json, five),
                                                null)));
    }

    /** Older versions do not tell the listener; MQTT 3.1 and 3.1.1 come through one hook. */
    private static Origin origin(JsonNode json, boolean five) {
        var type = text(json, "listener_type");
        var listener = type == null ? null : type + ":" + json.path("listener_port").asText();
        return new Origin(
                text(json, "peer_addr"),
                listener,
                five ? "mqtt5" : null,
                type == null ? null : type.endsWith("s"));
    }

    static Optional<Ask> publish(JsonNode json) {
        return Optional.ofNullable(text(json, "topic"))
                .map(topic -> new Publish(topic, retain(json), qos(json)));
    }

    private static Retain retain(JsonNode json) {
        var retain = json.path("retain");
        return retain.isBoolean()
                ? (retain.booleanValue() ? Retain.YES : Retain.NO)
                : Retain.UNKNOWN;
    }

    private static @Nullable Integer qos(JsonNode json) {
        var qos = json.path("qos");
        return qos.isInt() ? qos.intValue() : null;
    }

    /** All filters of the packet in their order; none when one of them can't be read. */
    static List<Ask> subscriptions(JsonNode json) {
        var asks = new ArrayList<Ask>();
        for (var each : json.path("topics")) {
            var filter = text(each, "topic");
            if (filter == null || asks.size() == MAX_FILTERS) {
                return List.of();
            }
            asks.add(new Subscribe(filter, qos(each), true, false));
        }
        return asks;
    }
}
