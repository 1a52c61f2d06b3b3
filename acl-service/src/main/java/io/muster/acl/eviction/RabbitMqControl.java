// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.call.HttpCalls;
import io.muster.acl.call.HttpCalls.Reply;
import io.muster.acl.json.StrictJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * RabbitMQ's management API. It closes connections by name, so those of each device are looked up
 * first, by user name, which with certificate login is the device's.
 */
public final class RabbitMqControl implements BrokerControl {

    private static final int AT_ONCE = 4;
    private static final int NOT_FOUND = 404;

    private final HttpCalls calls;
    private final URI address;
    private final Map<String, String> headers;

    public RabbitMqControl(HttpCalls calls, URI address, ManagementUser user) {
        this.calls = calls;
        this.address = address;
        var all = new HashMap<>(user.headers());
        all.put("X-Reason", "revoked");
        this.headers = Map.copyOf(all);
    }

    @Override
    public Uni<Void> disconnect(List<String> clientIds) {
        return Multi.createFrom()
                .iterable(clientIds)
                .onItem()
                .transformToUni(this::disconnect)
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> disconnect(String clientId) {
        return call(HttpMethod.GET, "/api/connections/username/" + segment(clientId))
                .map(reply -> connections(reply, clientId))
                .onItem()
                .transformToMulti(names -> Multi.createFrom().iterable(names))
                .onItem()
                .transformToUniAndConcatenate(this::close)
                .onItem()
                .ignoreAsUni();
    }

    private static List<String> connections(Reply reply, String clientId) {
        if (reply.status() == NOT_FOUND) {
            return List.of();
        }
        ControlFailure.unlessSuccessful(reply);
        var names = new ArrayList<String>();
        for (var connection : list(reply)) {
            if (connection.path("client_properties").path("client_id").asText().equals(clientId)) {
                names.add(connection.path("name").asText());
            }
        }
        return names;
    }

    private static JsonNode list(Reply reply) {
        return StrictJson.parse(reply.body().getBytes())
                .filter(JsonNode::isArray)
                .orElseThrow(() -> new ControlFailure(reply.status()));
    }

    /** One that is gone already is as good as closed. */
    private Uni<Void> close(String name) {
        return call(HttpMethod.DELETE, "/api/connections/" + segment(name))
                .invoke(reply -> {
                    if (reply.status() != NOT_FOUND) {
                        ControlFailure.unlessSuccessful(reply);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Reply> call(HttpMethod method, String path) {
        return calls.send(method, URI.create(address + path), headers, Buffer.buffer());
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
