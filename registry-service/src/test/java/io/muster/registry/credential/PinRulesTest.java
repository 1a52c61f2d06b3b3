// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Factory;
import io.muster.registry.TestKeys;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.PemCertificate;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

class PinRulesTest {

    private static final Factory FACTORY = Factory.of(TestKeys.p256());
    private static final Instant NOW = Instant.now();

    private static X509Certificate certificate(PublicKey key) {
        return FACTORY.certificate("CN=4711", key);
    }

    private static Optional<String> breach(PublicKey key) {
        return PinRules.breach(certificate(key), NOW);
    }

    /** No prime is looked for, so that it takes no time. */
    private static PublicKey rsa(int bits) throws GeneralSecurityException {
        var modulus = BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));
    }

    @Test
    void keysThatDevicesHaveAreTaken() throws Exception {
        assertThat(breach(TestKeys.p256().getPublic())).isEmpty();
        assertThat(breach(TestKeys.onCurve("secp384r1").getPublic())).isEmpty();
        assertThat(breach(TestKeys.ed25519().getPublic())).isEmpty();
        assertThat(breach(rsa(2048))).isEmpty();
    }

    @Test
    void weakAndHugeKeysAreNot() throws Exception {
        assertThat(breach(rsa(1024))).isPresent();
        assertThat(breach(rsa(8193))).isPresent();
        assertThat(breach(rsa(16384))).isPresent();
    }

    @Test
    void aCertificateIsForClientsOrSaysNothing() {
        var key = TestKeys.p256().getPublic();

        for (var good : new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth, anyPurpose()}) {
            var certificate = FACTORY.certificate("CN=x", key, good);
            assertThat(PinRules.breach(certificate, NOW)).isEmpty();
        }
        var server = FACTORY.certificate("CN=x", key, KeyPurposeId.id_kp_serverAuth);
        assertThat(PinRules.breach(server, NOW)).isPresent();
        var authority = PemCertificate.read(FACTORY.pem()).orElseThrow();
        assertThat(PinRules.breach(authority, NOW)).isEmpty();
    }

    private static KeyPurposeId anyPurpose() {
        return KeyPurposeId.anyExtendedKeyUsage;
    }

    @Test
    void whatHasExpiredIsNotAndWhatBeginsLaterIs() {
        var certificate = certificate(TestKeys.p256().getPublic());

        assertThat(PinRules.breach(certificate, NOW.plus(Duration.ofDays(2)))).isPresent();
        assertThat(PinRules.breach(certificate, NOW.minus(Duration.ofDays(2)))).isEmpty();
    }

    @Test
    void certificatesOfOneKeyHaveOneKeyPin() throws Exception {
        var key = TestKeys.p256().getPublic();
        var one = certificate(key);
        var other = certificate(key);

        assertThat(PinKind.KEY.name(one)).isEqualTo(PinKind.KEY.name(other)).startsWith("key:");
        assertThat(PinKind.CERTIFICATE.name(one))
                .isNotEqualTo(PinKind.CERTIFICATE.name(other))
                .isEqualTo("certificate:" + Der.of(one.getEncoded()).fingerprint());
    }

    @Test
    void oneCertificateIsOne() throws Exception {
        var pem = FACTORY.pem();

        assertThat(PemCertificate.read(pem)).isPresent();
        assertThat(PemCertificate.read(pem + pem)).isEmpty();
        assertThat(PemCertificate.read("")).isEmpty();
        assertThat(PemCertificate.read("-----BEGIN CERTIFICATE-----\nAAAA\n")).isEmpty();
        assertThat(PemCertificate.read(pem + " ".repeat(PemCertificate.MAX_CHARACTERS))).isEmpty();
    }
}
