// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Issues certificates as a registry would, for tests of the device's side. */
final class TestAuthority {

    private final X500Principal name;
    private final KeyPair pair;
    private long serial = 1;

    TestAuthority(String commonName) {
        this.name = new X500Principal("CN=" + commonName);
        try {
            this.pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate issue(String deviceId, PublicKey key) {
        var now = Instant.now();
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(serial++),
                            Date.from(now.minus(Duration.ofMinutes(5))),
                            Date.from(now.plus(Duration.ofDays(1))),
                            new X500Principal("CN=" + deviceId + ",O=default"),
                            key);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static ContentVerifierProvider verifier(PublicKey key) throws OperatorCreationException {
        return new JcaContentVerifierProviderBuilder().build(key);
    }
}
