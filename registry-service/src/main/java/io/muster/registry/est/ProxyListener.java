// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.vertx.core.Handler;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Set;

/**
 * The listener for proxies. Who gets there may say whose certificate a request came with, so it is
 * either pinned keys that get there, or programs of this machine.
 */
final class ProxyListener {

    /** A certificate in a header, percent-encoded, is larger than all headers of other requests. */
    private static final int MAX_HEADER_BYTES = 24 * 1024;

    private ProxyListener() {}

    static HttpServerOptions options(EstConfig config, KeyCertOptions keys) {
        var proxy = config.proxy();
        var options =
                EstTls.options(config, keys)
                        .setHost(proxy.host())
                        .setPort(proxy.port().orElseThrow())
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setHttp2ClearTextEnabled(false);
        var pins = proxy.pins().orElse(Set.of());
        if (pins.isEmpty() && !ProxyTrust.isLoopback(proxy.host())) {
            throw new IllegalStateException(
                    "muster.est.proxy.host is reached by others, who could show any certificate:"
                            + " set muster.est.proxy.pins");
        }
        return pins.isEmpty()
                ? options.setSsl(false).setKeyCertOptions(null)
                : options.setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(TrustOptions.wrap(new ProxyTrust(pins)));
    }

    /** Without pins it is the address that counts. */
    static Handler<HttpServerRequest> guarded(
            EstConfig.Proxy proxy, Handler<HttpServerRequest> handler) {
        if (!proxy.pins().orElse(Set.of()).isEmpty()) {
            return handler;
        }
        return request -> {
            if (proxy.allowed().contains(request.remoteAddress().hostAddress())) {
                handler.handle(request);
            } else {
                request.connection().close();
            }
        };
    }
}
