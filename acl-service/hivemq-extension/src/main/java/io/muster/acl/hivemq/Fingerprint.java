// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;

/** How others know the certificate that a client has shown. */
final class Fingerprint {

    private Fingerprint() {}

    /** The SHA-256 of the client's certificate, in hexadecimal; empty where it has shown none. */
    static Optional<String> of(ConnectionInformation connection) {
        return connection
                .getClientTlsInformation()
                .flatMap(tls -> tls.getClientCertificate())
                .map(Fingerprint::of);
    }

    private static String of(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the connection was allowed by it", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
