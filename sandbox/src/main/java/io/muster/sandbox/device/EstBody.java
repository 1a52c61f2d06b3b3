// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * The bodies of EST messages: base64 without PEM armour, whatever {@code Content-Transfer-Encoding}
 * says (RFC 8951). What is sent is one line; what is received may be wrapped.
 */
final class EstBody {

    private EstBody() {}

    static byte[] of(byte[] der) {
        return Base64.getEncoder().encode(der);
    }

    /** The certificates of a base64 certs-only PKCS#7. */
    static List<X509Certificate> certificates(byte[] body) throws CertificateException {
        var text = new String(body, StandardCharsets.US_ASCII).replaceAll("\\s", "");
        try {
            return Certificates.parse(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("the EST answer is not base64", e);
        }
    }

    /**
     * The one certificate of an enrollment answer; a list that is empty or longer is an error by
     * RFC 7030, 4.2.3.
     */
    static X509Certificate single(byte[] body) throws CertificateException {
        var certificates = certificates(body);
        if (certificates.size() != 1) {
            throw new CertificateException(
                    "expected one certificate, the EST answer has " + certificates.size());
        }
        return certificates.getFirst();
    }
}
