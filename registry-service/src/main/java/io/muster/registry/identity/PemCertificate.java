// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Reads certificates that somebody sends as text. */
public final class PemCertificate {

    /** How many characters are looked at at all. */
    public static final int MAX_CHARACTERS = 16 * 1024;

    private PemCertificate() {}

    /** The one certificate of a text; empty where it is anything else, or several. */
    public static Optional<X509Certificate> read(String pem) {
        if (pem.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
            return found.size() == 1
                    ? Optional.of((X509Certificate) List.copyOf(found).getFirst())
                    : Optional.empty();
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
