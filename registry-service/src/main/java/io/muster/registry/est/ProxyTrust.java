// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;

/** Lets a handshake pass when the client is a proxy of ours, by the digest of its public key. */
final class ProxyTrust extends ClientOnlyTrust {

    private final Set<String> pins;

    /**
     * @param pins SHA-256 of the SubjectPublicKeyInfo, in base64
     */
    ProxyTrust(Set<String> pins) {
        this.pins = Set.copyOf(pins);
    }

    /** Whether an address reaches this machine only. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The pin of a certificate's key. */
    static String pin(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(digest.digest(certificate.getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    void check(X509Certificate certificate) throws CertificateException {
        certificate.checkValidity();
        if (!pins.contains(pin(certificate))) {
            throw new CertificateException("not a proxy of ours");
        }
    }
}
