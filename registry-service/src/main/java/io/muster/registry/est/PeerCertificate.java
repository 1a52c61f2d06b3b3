// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.enrollment.ChannelBinding;
import io.muster.registry.enrollment.PresentedCertificate;
import io.muster.registry.identity.Der;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * The certificate a client has shown in its handshake, whatever it is worth. Headers are not looked
 * at.
 */
final class PeerCertificate implements ClientCertificates {

    @Override
    public Shown of(HttpServerRequest request) {
        try {
            var chain = request.sslSession().getPeerCertificates();
            return new Shown.Certificate(presented((X509Certificate) chain[0]));
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return new Shown.None();
        }
    }

    @Override
    public Optional<ChannelBinding> binding(HttpServerRequest request) {
        return TlsExporter.of(request);
    }

    static PresentedCertificate presented(X509Certificate certificate)
            throws CertificateEncodingException {
        var der = Der.of(certificate.getEncoded());
        return new PresentedCertificate(der.fingerprint(), commonName(certificate), der);
    }

    /** Two parsers disagree over exotic strings: whom one of them can't read is nobody. */
    private static String commonName(X509Certificate certificate) {
        try {
            var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            return Arrays.stream(subject.getRDNs(BCStyle.CN))
                    .findFirst()
                    .map(rdn -> rdn.getFirst().getValue().toString())
                    .orElse("");
        } catch (RuntimeException e) {
            return "";
        }
    }
}
