// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.registry.ca.KeyStrength;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * Which certificates of others may be pinned. Who issued one is not looked at, and one of an
 * authority is taken, too: that is what self-signed ones mostly say of themselves.
 */
final class PinRules {

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;

    private PinRules() {}

    /** Why this one may not be; empty when it may. */
    static Optional<String> breach(X509Certificate certificate, Instant now) {
        if (!KeyStrength.fits(certificate.getPublicKey())) {
            return Optional.of(
                    "The certificate's key is of a length or kind that we don't accept.");
        }
        if (!forClients(certificate)) {
            return Optional.of("The certificate says that it is not for clients.");
        }
        return now.isAfter(certificate.getNotAfter().toInstant())
                ? Optional.of("The certificate has expired.")
                : Optional.empty();
    }

    private static boolean forClients(X509Certificate certificate) {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            var usage = certificate.getKeyUsage();
            return (purposes == null
                            || purposes.contains(CLIENT_AUTH)
                            || purposes.contains(ANY_PURPOSE))
                    && (usage == null || usage[DIGITAL_SIGNATURE]);
        } catch (CertificateParsingException malformed) {
            return false;
        }
    }
}
