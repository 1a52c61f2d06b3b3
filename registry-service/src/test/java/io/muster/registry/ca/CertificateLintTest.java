// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.TestKeys;
import io.muster.registry.ca.CertificateLint.Expected;
import io.muster.registry.ca.CertificateProfile.Terms;
import io.muster.registry.identity.DeviceIdentity;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.junit.jupiter.api.Test;

class CertificateLintTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final TenantId TENANT = new TenantId("default");
    private static final DeviceIdentity DEVICE = new DeviceIdentity(TENANT, new DeviceId("dev-1"));
    private static final int ROUNDS = 200;
    private static final String ID =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final Authority authority = SelfSignedAuthority.create(TENANT, NOW).authority();
    private final X509CertificateHolder issuer = authority.signer().certificate();
    private final SubjectPublicKeyInfo key = key();
    private final Expected expected = new Expected(DEVICE, key, issuer);

    /** Whatever the names, lifetimes and status addresses are, what we issue is clean. */
    @Test
    void everythingThatTheProfileMakesIsClean() {
        var random = new Random(4);
        for (int round = 0; round < ROUNDS; round++) {
            var identity = new DeviceIdentity(TENANT, new DeviceId(id(random)));
            var profile =
                    new CertificateProfile(
                            Duration.ofSeconds(1 + random.nextInt(1_000_000_000)),
                            Duration.ofSeconds(random.nextInt(10_000)));
            var points =
                    new StatusPoints("http://pki", authority.fingerprint(), 1 + random.nextInt(99));
            var terms =
                    new Terms(
                            SerialNumbers.next(),
                            profile.validity(NOW, issuer),
                            Optional.of(points).filter(_ -> random.nextBoolean()));

            var certificate = profile.issue(authority.signer(), identity, key, terms);

            assertThat(CertificateLint.findings(certificate, new Expected(identity, key, issuer)))
                    .as("round %d, %s", round, identity)
                    .isEmpty();
        }
    }

    private static String id(Random random) {
        var id = new StringBuilder().append(ID.charAt(random.nextInt(ID.length())));
        int more = random.nextInt(60);
        for (int at = 0; at < more; at++) {
            id.append((ID + "_.:-").charAt(random.nextInt(ID.length() + 4)));
        }
        return id.toString();
    }

    @Test
    void eachExtensionThatIsNotAsItShouldBeIsFound() {
        assertThat(with(Extension.basicConstraints, true, new BasicConstraints(true)))
                .containsExactly("is one of an authority");
        assertThat(with(Extension.basicConstraints, false, new BasicConstraints(false)))
                .containsExactly("what it is good for is not critical");
        assertThat(with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)))
                .containsExactly("the key is good for more than signatures");
        assertThat(
                        with(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)))
                .containsExactly("good for more than client authentication");
        assertThat(with(Extension.subjectAlternativeName, false, uri("urn:device:default:dev-2")))
                .containsExactly("another alternative name");
        assertThat(with(Extension.nameConstraints, false, new DERUTF8String("x")))
                .containsExactly("has extensions that are not ours: 2.5.29.30");
    }

    @Test
    void anotherDeviceOrKeyOrIssuerIsFound() {
        var certificate = issue(SerialNumbers.next());
        var other = SelfSignedAuthority.create(TENANT, NOW).authority().signer().certificate();
        var stranger = new DeviceIdentity(TENANT, new DeviceId("dev-2"));

        assertThat(CertificateLint.findings(certificate, new Expected(stranger, key, issuer)))
                .containsExactly("the common name is not the device's", "another alternative name");
        assertThat(CertificateLint.findings(certificate, new Expected(DEVICE, key(), issuer)))
                .containsExactly("another key than was asked for");
        assertThat(CertificateLint.findings(certificate, new Expected(DEVICE, key, other)))
                .containsExactly("another issuer's name", "does not lead to its issuer's key");
    }

    @Test
    void aSerialThatCouldBeGuessedIsFound() {
        assertThat(CertificateLint.findings(issue(BigInteger.TEN), expected))
                .containsExactly("serial is too short or too long");
    }

    private X509CertificateHolder issue(BigInteger serial) {
        var profile = new CertificateProfile(Duration.ofDays(90), Duration.ZERO);
        var terms = new Terms(serial, profile.validity(NOW, issuer), Optional.empty());
        return profile.issue(authority.signer(), DEVICE, key, terms);
    }

    /** A certificate of ours but for one extension. */
    private List<String> with(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        try {
            var builder = new X509v3CertificateBuilder(issue(SerialNumbers.next()));
            var certificate =
                    (builder.hasExtension(type)
                                    ? builder.replaceExtension(type, critical, value)
                                    : builder.addExtension(type, critical, value))
                            .build(authority.signer().once());
            return CertificateLint.findings(certificate, expected);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralNames uri(String uri) {
        return new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    private static SubjectPublicKeyInfo key() {
        return SubjectPublicKeyInfo.getInstance(TestKeys.p256().getPublic().getEncoded());
    }
}
