// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.platform.call.HttpCalls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * RabbitMQ's management API, from version 3.10. With certificate login a device's user name is its
 * id, and the broker itself keeps track of each user's connections. They cannot be closed one by
 * one: the API finds a single connection in its statistics, where it appears up to 5 s late. Of a
 * user with several connections all are closed, then; those that still stand come back.
 */
public final class RabbitMqControl implements BrokerControl {

    private static final int AT_ONCE = 4;

    private final HttpCalls calls;
    private final URI address;
    private final Map<String, String> headers;
    private final Predicate<String> mayBeDevice;

    /**
     * @param mayBeDevice says whether a user of this name could ever be a device: it must not cost
     *     a service its connections that somebody gave a device, or a user, the service's name
     */
    public RabbitMqControl(
            HttpCalls calls, URI address, ManagementUser user, Predicate<String> mayBeDevice) {
        this.calls = calls;
        this.address = address;
        this.mayBeDevice = mayBeDevice;
        var all = new HashMap<>(user.headers());
        all.put("X-Reason", "revoked");
        this.headers = Map.copyOf(all);
    }

    @Override
    public Uni<Void> disconnect(List<Client> clients) {
        return Multi.createFrom()
                .iterable(clients)
                .map(Client::username)
                .filter(mayBeDevice)
                .onItem()
                .transformToUni(this::closeAll)
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    /** A user who is not connected is no error. */
    private Uni<Void> closeAll(String user) {
        var connections = URI.create(address + "/api/connections/username/" + segment(user));
        return calls.send(HttpMethod.DELETE, connections, headers, Buffer.buffer())
                .invoke(ControlFailure::unlessSuccessful)
                .replaceWithVoid();
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
