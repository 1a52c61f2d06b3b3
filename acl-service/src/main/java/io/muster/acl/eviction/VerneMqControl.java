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
import java.util.List;
import java.util.Map;

/**
 * VerneMQ's HTTP API, which is its command line: {@code vmq-admin session disconnect}. Its user is
 * the API key. A client that is not connected is no error.
 */
public final class VerneMqControl implements BrokerControl {

    private static final int AT_ONCE = 4;

    private final HttpCalls calls;
    private final URI address;
    private final String flags;
    private final Map<String, String> headers;

    /**
     * @param mountpoint whose clients these are
     */
    public VerneMqControl(HttpCalls calls, URI address, ManagementUser user, String mountpoint) {
        this.calls = calls;
        this.address = address;
        this.flags =
                mountpoint.isEmpty()
                        ? "&--cleanup"
                        : "&--cleanup&--mountpoint=" + encoded(mountpoint);
        this.headers = user.headers();
    }

    @Override
    public Uni<Void> disconnect(List<Client> clients) {
        return Multi.createFrom()
                .iterable(clients)
                .onItem()
                .transformToUni(client -> end(client.clientId()))
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> end(String clientId) {
        var target =
                URI.create(
                        address
                                + "/api/v1/session/disconnect?client-id="
                                + encoded(clientId)
                                + flags);
        return calls.send(HttpMethod.GET, target, headers, Buffer.buffer())
                .invoke(ControlFailure::unlessSuccessful)
                .replaceWithVoid();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
