// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.call.HttpCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The control door of our HiveMQ extension. It answers when the connections are closed. */
public final class HiveMqControl implements BrokerControl {

    private final HttpCalls calls;
    private final URI disconnect;
    private final Map<String, String> headers;

    public HiveMqControl(HttpCalls calls, URI address, String hookSecret) {
        this.calls = calls;
        this.disconnect = URI.create(address + "/disconnect");
        this.headers =
                Map.of("Authorization", "Bearer " + hookSecret, "Content-Type", "application/json");
    }

    @Override
    public Uni<Void> disconnect(List<Client> clients) {
        var body = JsonNodeFactory.instance.objectNode().put("reason", "revoked");
        var ids = body.putArray("clientIds");
        clients.forEach(client -> ids.add(client.clientId()));
        return calls.send(HttpMethod.POST, disconnect, headers, Buffer.buffer(body.toString()))
                .invoke(ControlFailure::unlessSuccessful)
                .replaceWithVoid();
    }
}
