// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.ca.Authorities;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;

/**
 * Lets a handshake pass when an authority of ours signed the client's certificate. Expiry and
 * revocation are left to the request, which can say why it is refused and which also sees resumed
 * sessions; the list of accepted issuers is empty, so that a handshake tells no names of tenants.
 */
final class ClientTrust extends X509ExtendedTrustManager {

    private final Authorities authorities;

    ClientTrust(Authorities authorities) {
        this.authorities = authorities;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        var certificate = holder(chain[0]);
        if (authorities.anchors().noneMatch(anchor -> signed(anchor, certificate))) {
            throw new CertificateException("no authority of ours signed the certificate");
        }
    }

    private static X509CertificateHolder holder(X509Certificate certificate)
            throws CertificateException {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (IOException e) {
            throw new CertificateException("not a certificate", e);
        }
    }

    private static boolean signed(X509CertificateHolder anchor, X509CertificateHolder certificate) {
        try {
            var verifier =
                    new BcECContentVerifierProviderBuilder(
                                    new DefaultDigestAlgorithmIdentifierFinder())
                            .build(anchor);
            return anchor.getSubject().equals(certificate.getIssuer())
                    && certificate.isSignatureValid(verifier);
        } catch (OperatorCreationException | CertException e) {
            return false; // Signed with an algorithm that none of our authorities uses.
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
