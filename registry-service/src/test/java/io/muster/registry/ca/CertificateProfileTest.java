// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.TestKeys;
import io.muster.registry.identity.DeviceIdentity;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

class CertificateProfileTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final TenantId TENANT = new TenantId("default");
    private static final DeviceIdentity DEVICE = new DeviceIdentity(TENANT, new DeviceId("dev-1"));
    private static final CertificateProfile PROFILE =
            new CertificateProfile(Duration.ofDays(90), Duration.ofMinutes(5));

    private final Authority authority = authority();

    @Test
    void theCertificateIsOursAndSaysWhoTheDeviceIs() throws Exception {
        var keys = TestKeys.p256();

        var certificate = decode(issue(keys.getPublic().getEncoded()));

        certificate.verify(issuer().getPublicKey());
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getIssuerX500Principal())
                .isEqualTo(issuer().getSubjectX500Principal());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("O=default,CN=dev-1");
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(6, "urn:device:default:dev-1"));
    }

    @Test
    void itIsGoodForClientAuthenticationOnly() throws Exception {
        var certificate = decode(issue(TestKeys.p256().getPublic().getEncoded()));

        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getKeyUsage())
                .containsExactly(true, false, false, false, false, false, false, false, false);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getCriticalExtensionOIDs())
                .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    }

    @Test
    void itsKeyIdentifiersLeadToTheIssuer() throws Exception {
        var certificate = decode(issue(TestKeys.p256().getPublic().getEncoded()));

        var subjectOfIssuer = HexFormat.of().formatHex(issuer().getExtensionValue("2.5.29.14"));
        var authorityOfDevice =
                HexFormat.of().formatHex(certificate.getExtensionValue("2.5.29.35"));
        assertThat(authorityOfDevice).endsWith(subjectOfIssuer.substring(8));
    }

    @Test
    void itBeginsABitEarlierAndEndsAfterItsLifetime() throws Exception {
        var certificate = decode(issue(TestKeys.p256().getPublic().getEncoded()));

        assertThat(certificate.getNotBefore()).isEqualTo("2026-01-02T02:59:05Z");
        assertThat(certificate.getNotAfter()).isEqualTo("2026-04-02T03:04:05Z");
    }

    @Test
    void itEndsBeforeItsIssuer() {
        var forever = new CertificateProfile(Duration.ofDays(100_000), Duration.ZERO);

        var validity = forever.validity(NOW, authority.signer().certificate());

        assertThat(validity.notAfter())
                .isBefore(authority.signer().certificate().getNotAfter().toInstant());
    }

    @Test
    void serialsArePositiveLongAndNeverTheSame() throws Exception {
        var key = TestKeys.p256().getPublic().getEncoded();

        var first = decode(issue(key)).getSerialNumber();
        var second = decode(issue(key)).getSerialNumber();

        assertThat(first).isPositive().isNotEqualTo(second);
        assertThat(first.bitLength()).isBetween(100, 159);
    }

    @Test
    void theRecordSaysWhatTheCertificateSays() throws Exception {
        var issued =
                authority.issue(
                        PROFILE,
                        DEVICE,
                        SubjectPublicKeyInfo.getInstance(TestKeys.p256().getPublic().getEncoded()),
                        NOW);

        var certificate = decode(issued.der().bytes());
        assertThat(issued.serial()).isEqualTo(certificate.getSerialNumber().toString(16));
        assertThat(issued.validity().notAfter()).isEqualTo(certificate.getNotAfter().toInstant());
        assertThat(issued.issuer()).isEqualTo(authority.fingerprint());
        assertThat(issued.fingerprint()).isEqualTo(issued.der().fingerprint());
    }

    private byte[] issue(byte[] key) {
        return authority
                .issue(PROFILE, DEVICE, SubjectPublicKeyInfo.getInstance(key), NOW)
                .der()
                .bytes();
    }

    private X509Certificate issuer() throws Exception {
        return decode(authority.encodedChain().getFirst().bytes());
    }

    private static Authority authority() {
        var made = SelfSignedAuthority.create(TENANT, NOW);
        var key = EcdsaKey.parse(made.keys().getPrivate().getEncoded());
        return new Authority(new EcdsaSigner(made.certificate(), key), List.of(made.certificate()));
    }

    private static X509Certificate decode(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }
}
