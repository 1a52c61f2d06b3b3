// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * Who a device is after enrollment: its id, its key and the certificate the registry issued for
 * both.
 */
public record DeviceIdentity(String deviceId, DeviceKey key, X509Certificate certificate) {

    /** Refuses a certificate that was issued for another key or another name. */
    public DeviceIdentity {
        if (!certificate.getPublicKey().equals(key.publicKey())) {
            throw new IllegalArgumentException(
                    "the certificate of " + deviceId + " is for another key");
        }
        if (!Certificates.commonName(certificate).filter(deviceId::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "the certificate of " + deviceId + " names another device");
        }
    }

    /** The same with the certificate as text. */
    public static DeviceIdentity ofPem(String deviceId, DeviceKey key, String pem)
            throws CertificateException {
        var bytes = pem.getBytes(StandardCharsets.US_ASCII);
        return new DeviceIdentity(deviceId, key, Certificates.parse(bytes).getFirst());
    }

    /** Key managers for a TLS handshake as this device. */
    public KeyManagerFactory keyManagers() {
        return key.keyManagers(List.of(certificate));
    }

    /** The certificate's name in the registry: lower-case hexadecimal SHA-256 of its DER form. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
