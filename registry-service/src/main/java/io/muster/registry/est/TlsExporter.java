// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.enrollment.ChannelBinding;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;

/** The {@code tls-exporter} of a connection (RFC 9266), of TLS 1.3 only. */
final class TlsExporter {

    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int OCTETS = 32;

    private TlsExporter() {}

    static Optional<ChannelBinding> of(HttpServerRequest request) {
        return request.sslSession() instanceof ExtendedSSLSession session
                        && session.getProtocol().equals("TLSv1.3")
                ? export(session)
                : Optional.empty();
    }

    private static Optional<ChannelBinding> export(ExtendedSSLSession session) {
        try {
            return Optional.of(
                    ChannelBinding.of(
                            session.exportKeyingMaterialData(LABEL, new byte[0], OCTETS)));
        } catch (SSLKeyException | UnsupportedOperationException | IllegalStateException e) {
            return Optional.empty(); // A provider without exporters; the policy decides.
        }
    }
}
