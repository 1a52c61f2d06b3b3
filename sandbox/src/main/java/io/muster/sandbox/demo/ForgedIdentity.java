// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with all the right names that its bearer signed himself. */
final class ForgedIdentity {

    private final X509Certificate certificate;
    private final PrivateKey key;

    private ForgedIdentity(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    static ForgedIdentity of(String deviceId) {
        try {
            var pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            return new ForgedIdentity(selfSigned(deviceId, pair), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot forge a certificate", e);
        }
    }

    KeyManagerFactory keyManagers() {
        return InsistentKeys.of(certificate, key);
    }

    private static X509Certificate selfSigned(String deviceId, KeyPair pair)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var name = new X500Principal("CN=" + deviceId + ",O=default");
        var now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(now.toEpochMilli()),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        name,
                        pair.getPublic());
        var uri =
                new GeneralName(
                        GeneralName.uniformResourceIdentifier, "urn:device:default:" + deviceId);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(uri));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
