// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.ca.KeyStrength;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/**
 * Lets a handshake pass whatever the client's certificate is worth, if only its key is one that can
 * be verified with: the handshake proves that the client holds the key, and nothing else. Who
 * vouches for the certificate, its expiry and revocation are left to the request, which can say why
 * it is refused and which also sees resumed sessions.
 */
final class ClientTrust extends ClientOnlyTrust {

    @Override
    void check(X509Certificate certificate) throws CertificateException {
        if (!KeyStrength.fits(certificate.getPublicKey())) {
            throw new CertificateException("the key is weak, or too large to verify with");
        }
    }
}
