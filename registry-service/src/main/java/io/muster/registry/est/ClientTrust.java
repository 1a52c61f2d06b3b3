// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.ca.KeyStrength;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets a handshake pass whatever the client's certificate is worth, if only its key is one that can
 * be verified with: the handshake proves that the client holds the key, and nothing else. Who
 * vouches for the certificate, its expiry and revocation are left to the request, which can say why
 * it is refused and which also sees resumed sessions. The list of accepted issuers is empty, so
 * that a handshake tells no names of tenants.
 */
final class ClientTrust extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        if (!KeyStrength.fits(chain[0].getPublicKey())) {
            throw new CertificateException("the key is weak, or too large to verify with");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("this is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }
}
