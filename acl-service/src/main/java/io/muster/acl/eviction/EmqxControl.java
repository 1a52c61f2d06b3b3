// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.call.HttpCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** EMQX's management API: one call for many clients; those not connected are no error. */
public final class EmqxControl implements BrokerControl {

    private final HttpCalls calls;
    private final URI kickout;
    private final Map<String, String> headers;

    public EmqxControl(HttpCalls calls, URI address, ManagementUser user) {
        this.calls = calls;
        this.kickout = URI.create(address + "/api/v5/clients/kickout/bulk");
        var all = new HashMap<>(user.headers());
        all.put("Content-Type", "application/json");
        this.headers = Map.copyOf(all);
    }

    @Override
    public Uni<Void> disconnect(List<Client> clients) {
        var ids = JsonNodeFactory.instance.arrayNode();
        clients.forEach(client -> ids.add(client.clientId()));
        return calls.send(HttpMethod.POST, kickout, headers, Buffer.buffer(ids.toString()))
                .invoke(ControlFailure::unlessSuccessful)
                .replaceWithVoid();
    }
}
