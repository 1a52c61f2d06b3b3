// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The EST listener's TLS and limits. */
final class EstTls {

    /** Forward secret, authenticated ciphers only; the first three are those of TLS 1.3. */
    private static final List<String> CIPHERS =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    /** Devices on slow processors and networks need seconds for a handshake. */
    private static final int HANDSHAKE_SECONDS = 15;

    private static final int IDLE_SECONDS = 15;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MAX_LINE_BYTES = 2 * 1024;

    private EstTls() {}

    /** TLS 1.2 for the clients in the field and 1.3; HTTP/1.1 only, without ALPN. */
    static HttpServerOptions options(EstConfig config, KeyCertOptions keys) {
        var options =
                new HttpServerOptions()
                        .setHost(config.host())
                        .setPort(config.port())
                        .setSsl(true)
                        .setUseAlpn(false)
                        .setClientAuth(ClientAuth.REQUEST)
                        .setKeyCertOptions(keys)
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setMaxInitialLineLength(MAX_LINE_BYTES)
                        .setHandle100ContinueAutomatically(true);
        CIPHERS.forEach(options::addEnabledCipherSuite);
        return options;
    }
}
