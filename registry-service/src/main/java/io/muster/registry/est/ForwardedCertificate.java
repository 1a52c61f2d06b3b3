// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.enrollment.ChannelBinding;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;

/**
 * The certificate that an authenticated proxy passes on, in one header, once. Nothing else of what
 * the proxy says is believed but that its client holds the key: the request decides on the
 * certificate as on one from a handshake.
 */
final class ForwardedCertificate implements ClientCertificates {

    private static final int MAX_CHARS = 16 * 1024;
    private static final int MAX_BYTES = 8 * 1024;

    private final ForwardedForm form;
    private final ClientTrust trust;

    ForwardedCertificate(ForwardedForm form, ClientTrust trust) {
        this.form = form;
        this.trust = trust;
    }

    @Override
    public Shown of(HttpServerRequest request) {
        var headers =
                request.headers().entries().stream()
                        .filter(header -> looksLike(header.getKey()))
                        .toList();
        if (headers.isEmpty()) {
            return new Shown.None();
        }
        var header = headers.getFirst();
        if (headers.size() > 1 || !header.getKey().equalsIgnoreCase(form.header())) {
            return new Shown.Garbage("the client certificate comes twice, or under another name");
        }
        return shown(header.getValue());
    }

    /** The connection is the proxy's: what the client bound its request to, nobody here knows. */
    @Override
    public Optional<ChannelBinding> binding(HttpServerRequest request) {
        return Optional.empty();
    }

    /** Some servers on the way make no difference between a hyphen and an underscore. */
    private boolean looksLike(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').equals(form.header());
    }

    private Shown shown(String value) {
        if (value.length() > MAX_CHARS) {
            return new Shown.Garbage("the client certificate is too large");
        }
        return form.der(value)
                .filter(der -> der.length <= MAX_BYTES)
                .flatMap(ForwardedCertificate::certificate)
                .map(this::checked)
                .orElseGet(() -> new Shown.Garbage("the client certificate cannot be read"));
    }

    /** One certificate and nothing behind it. */
    private static Optional<X509Certificate> certificate(byte[] der) {
        try {
            var input = new ByteArrayInputStream(der);
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(input);
            return input.available() == 0 && certificate.getEncoded().length == der.length
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private Shown checked(X509Certificate certificate) {
        try {
            trust.check(certificate);
            return new Shown.Certificate(PeerCertificate.presented(certificate));
        } catch (CertificateException e) {
            return new Shown.Garbage("the key is weak, or too large to verify with");
        }
    }
}
