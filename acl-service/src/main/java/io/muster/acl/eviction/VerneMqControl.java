// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.muster.acl.call.HttpCalls;
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
    private final String disconnect;
    private final Map<String, String> headers;

    /**
     * @param mountpoint whose clients these are
     */
    public VerneMqControl(HttpCalls calls, URI address, ManagementUser user, String mountpoint) {
        this.calls = calls;
        this.disconnect =
                address
                        + "/api/v1/session/disconnect?--cleanup&mountpoint="
                        + encoded(mountpoint)
                        + "&client-id=";
        this.headers = user.headers();
    }

    @Override
    public Uni<Void> disconnect(List<String> clientIds) {
        return Multi.createFrom()
                .iterable(clientIds)
                .onItem()
                .transformToUni(this::end)
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> end(String clientId) {
        var target = URI.create(disconnect + encoded(clientId));
        return calls.send(HttpMethod.GET, target, headers, Buffer.buffer())
                .invoke(ControlFailure::unlessSuccessful)
                .replaceWithVoid();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
