// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.TestAuthority;
import io.muster.acl.TestAuthority.Order;
import io.muster.acl.certificate.CertificateVerdict.Flaw;
import io.muster.acl.certificate.CertificateVerdict.Sound;
import io.muster.acl.certificate.CertificateVerdict.Unsound;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateCheckTest {

    private static final Instant NOW = Instant.now();
    private static final TestAuthority ISSUER = new TestAuthority("Issuing CA");
    private static final TestAuthority OTHERS = new TestAuthority("Issuing CA of another tenant");
    private static final CertificateCheck CHECK =
            check(Map.of("acme", List.of(ISSUER), "other", List.of(OTHERS)));

    private static CertificateCheck check(Map<String, List<TestAuthority>> issuers) {
        return new CertificateCheck(tenant ->
                issuers.getOrDefault(tenant.value(), List.of()).stream()
                        .map(TestAuthority::certificate)
                        .toList());
    }

    private static Order order() {
        return TestAuthority.device("acme", "dev-1");
    }

    private static CertificateVerdict judge(Order order) {
        return CHECK.check(ISSUER.issue(order).der(), NOW);
    }

    @Test
    void whatTheRegistryIssuesIsSound() {
        var issued = ISSUER.issue(order());

        var verdict = CHECK.check(issued.der(), NOW);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> {
                            assertThat(sound.certificate().tenant())
                                    .isEqualTo(new TenantId("acme"));
                            assertThat(sound.certificate().device())
                                    .isEqualTo(new DeviceId("dev-1"));
                            assertThat(sound.certificate().fingerprint())
                                    .isEqualTo(issued.fingerprint());
                            assertThat(sound.certificate().issuer())
                                    .isEqualTo(ISSUER.fingerprint());
                            assertThat(sound.certificate().validAt(NOW)).isTrue();
                        });
    }

    static Stream<Arguments> flawed() {
        return Stream.of(
                Arguments.of("no purpose", order().withoutPurpose(), Flaw.PURPOSE),
                Arguments.of(
                        "for servers",
                        order().purpose(KeyPurposeId.id_kp_serverAuth),
                        Flaw.PURPOSE),
                Arguments.of(
                        "for anything",
                        order().purpose(KeyPurposeId.anyExtendedKeyUsage),
                        Flaw.PURPOSE),
                Arguments.of("an authority itself", order().asAuthority(), Flaw.PURPOSE),
                Arguments.of("no alternative name", order().withoutSan(), Flaw.NAMES),
                Arguments.of(
                        "alternative name of another",
                        order().san("urn:device:acme:dev-2"),
                        Flaw.NAMES),
                Arguments.of(
                        "alternative name elsewhere",
                        order().san("urn:device:other:dev-1"),
                        Flaw.NAMES),
                Arguments.of("no tenant", order().subject("CN=dev-1"), Flaw.NAMES),
                Arguments.of("no device", order().subject("O=acme"), Flaw.NAMES),
                Arguments.of(
                        "two common names",
                        order().subject("CN=dev-1,CN=dev-2,O=acme"),
                        Flaw.NAMES),
                Arguments.of("two tenants", order().subject("CN=dev-1,O=acme,O=other"), Flaw.NAMES),
                Arguments.of("two names in one", order().subject("CN=dev-1+O=acme"), Flaw.NAMES),
                Arguments.of(
                        "a hidden second name",
                        order().subject("CN=dev-1\\,CN\\=dev-2,O=acme"),
                        Flaw.NAMES),
                Arguments.of("a name that is none", order().subject("CN=dev 1,O=acme"), Flaw.NAMES),
                Arguments.of("another common name", order().subject("CN=dev-2,O=acme"), Flaw.NAMES),
                Arguments.of(
                        "a tenant with another issuer",
                        TestAuthority.device("other", "dev-1"),
                        Flaw.ISSUER),
                Arguments.of(
                        "a tenant without issuers",
                        TestAuthority.device("nobody", "dev-1"),
                        Flaw.ISSUER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flawed")
    void whatTheRegistryDoesNotIssueIsNot(String name, Order order, Flaw flaw) {
        assertThat(judge(order)).isEqualTo(new Unsound(flaw));
    }

    @Test
    void anAuthorityOfTheSameNameIsStillAnother() {
        var impostor = new TestAuthority("Issuing CA");

        assertThat(CHECK.check(impostor.issue(order()).der(), NOW))
                .isEqualTo(new Unsound(Flaw.ISSUER));
    }

    @Test
    void anExpiredCertificateIsSoundAndNotValid() {
        var old = order().valid(NOW.minus(Duration.ofDays(3)), NOW.minus(Duration.ofDays(2)));

        assertThat(judge(old))
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.certificate().validAt(NOW)).isFalse());
    }

    @Test
    void aCertificateOfTheFutureIsNotValid() {
        var early = order().valid(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(2)));

        assertThat(judge(early))
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.certificate().validAt(NOW)).isFalse());
    }

    @Test
    void anExpiredIssuerVouchesForNobody() {
        var expired =
                new TestAuthority(
                        "Old CA", NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)));
        var check = check(Map.of("acme", List.of(expired)));

        assertThat(check.check(expired.issue(order()).der(), NOW))
                .isEqualTo(new Unsound(Flaw.ISSUER));
    }

    @Test
    void aCertificateDoesNotOutliveItsIssuer() {
        var end = NOW.plus(Duration.ofHours(1));
        var brief = new TestAuthority("Brief CA", NOW.minus(Duration.ofDays(1)), end);
        var check = check(Map.of("acme", List.of(brief)));

        assertThat(check.check(brief.issue(order()).der(), NOW))
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound ->
                                assertThat(sound.certificate().validAt(end.plusSeconds(1)))
                                        .isFalse());
    }

    @Test
    void bytesThatAreNotExactlyACertificateAreUnreadable() {
        var der = ISSUER.issue(order()).der();

        assertThat(
                        List.of(
                                new byte[0],
                                "nonsense".getBytes(StandardCharsets.US_ASCII),
                                ISSUER.pem().getBytes(StandardCharsets.US_ASCII),
                                Arrays.copyOf(der, der.length - 1),
                                Arrays.copyOf(der, der.length + 1)))
                .allSatisfy(bytes ->
                        assertThat(CHECK.check(bytes, NOW))
                                .isEqualTo(new Unsound(Flaw.UNREADABLE)));
    }

    @Test
    void aChangedByteIsNoticed() {
        var der = ISSUER.issue(order()).der();
        der[der.length - 10] ^= 1;

        assertThat(CHECK.check(der, NOW)).isInstanceOf(Unsound.class);
    }
}
