// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.acl.TestAuthority;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.TestAuthority.Order;
import io.muster.acl.decision.Principal.Device;
import io.muster.acl.decision.Proof.Trusted;
import io.muster.acl.decision.Reason;
import io.muster.platform.topic.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 21 of the pitfalls, for authorities of which no registry knows. */
class Row21TrustTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.now();
    private static final TestAuthority CA = new TestAuthority("Acme Devices");

    @TempDir private Path directory;

    private final Trust trust = new Trust();

    private void trust(NamePlace place, String prefix, @Nullable String crl, String... denied)
            throws IOException, GeneralSecurityException {
        var bundle = Files.writeString(directory.resolve("bundle.pem"), CA.pem());
        var list = crl == null ? null : Files.writeString(directory.resolve("crl.pem"), crl);
        var files = new TrustFiles(ACME, new NameRule(place, prefix), bundle, list, Set.of(denied));
        trust.replace(List.of(files.read()));
    }

    private static Order order(String subject) {
        return TestAuthority.device("ignored", "dev-1").subject(subject).withoutSan();
    }

    private @Nullable String name(Order order) {
        return trust.check(CA.issue(order).der(), NOW)
                .map(found -> found.device().value())
                .orElse(null);
    }

    private Optional<Reason> objection(Issued issued) {
        var found = trust.check(issued.der(), NOW).orElseThrow();
        var proof = new Trusted(found.fingerprint(), found.facts());
        return trust.objection(new Device(ACME, found.device(), proof, null), proof, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "CN, '', 'CN=dev-1,OU=Plant 7', , dev-1",
        "CN, 'dev-', 'CN=dev-1', , 1",
        "CN, '', 'CN=dev-1\\, Ltd', , ",
        "CN, '', 'CN=dev-1+OU=x', , dev-1",
        "CN, '', 'CN=dev-1,CN=dev-2', , ",
        "CN, '', 'CN=dev-1+CN=dev-2', , ",
        "CN, '', 'O=dev-1', , ",
        "CN, '', 'CN=dev/1', , ",
        "SAN_URI, 'urn:dev:', 'CN=other', 'urn:dev:dev-1', dev-1",
        "SAN_URI, 'urn:dev:', 'O=acme', 'urn:dev:dev-1', dev-1",
        "SAN_URI, 'urn:dev:', 'CN=dev-1', 'urn:other:dev-2', ",
        "SAN_URI, 'urn:dev:', 'CN=a,CN=b', 'urn:dev:dev-1', ",
        "SAN_DNS, '', 'CN=dev-1', 'urn:dev:dev-1', ",
    })
    void theNameStandsWhereItIsSaidToAndOnce(
            NamePlace place, String prefix, String subject, @Nullable String san, String expected)
            throws Exception {
        trust(place, prefix, null);
        var order = order(subject);

        assertThat(name(san == null ? order : order.san(san))).isEqualTo(expected);
    }

    @Test
    void itIsTheAuthoritysAndForClients() throws Exception {
        trust(NamePlace.CN, "", null);

        assertThat(name(order("CN=dev-1"))).isEqualTo("dev-1");
        assertThat(name(order("CN=dev-1").withoutPurpose())).isNull();
        assertThat(name(order("CN=dev-1").purpose(KeyPurposeId.id_kp_serverAuth))).isNull();
        assertThat(name(order("CN=dev-1").asAuthority())).isNull();
        var stranger = new TestAuthority("Acme Devices").issue(order("CN=dev-1"));
        assertThat(trust.check(stranger.der(), NOW)).isEmpty();
        assertThat(trust.check(new byte[] {1, 2, 3}, NOW)).isEmpty();
    }

    @Test
    void whatIsDeniedOrOnTheListIsRevoked() throws Exception {
        var good = CA.issue(order("CN=good"));
        var listed = CA.issue(order("CN=listed"));
        var denied = CA.issue(order("CN=denied"));
        var serial = denied.certificate().getSerialNumber().toString(16);

        trust(NamePlace.CN, "", CA.crl(NOW.plus(Duration.ofDays(1)), listed.certificate()), serial);

        assertThat(objection(good)).isEmpty();
        assertThat(objection(listed)).contains(Reason.REVOKED);
        assertThat(objection(denied)).contains(Reason.REVOKED);
    }

    @Test
    void aListThatIsOutOfDateLetsNobodyIn() throws Exception {
        var good = CA.issue(order("CN=good"));
        var listed = CA.issue(order("CN=listed"));

        trust(NamePlace.CN, "", CA.crl(NOW.minusSeconds(60), listed.certificate()));

        assertThat(objection(good)).contains(Reason.UNAVAILABLE);
        assertThat(objection(listed)).contains(Reason.REVOKED);
    }

    @Test
    void aListOfAnotherAuthorityOrWithAForeignSignatureIsNotBelieved() {
        var sameName = new TestAuthority("Acme Devices");
        var other = new TestAuthority("Other");

        for (var forger : List.of(sameName, other)) {
            assertThatThrownBy(() -> trust(NamePlace.CN, "", forger.crl(NOW.plusSeconds(60))))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void whenTheAuthorityIsGoneSoIsWhatItVouchedFor() throws Exception {
        trust(NamePlace.CN, "", null);
        var found = trust.check(CA.issue(order("CN=dev-1")).der(), NOW).orElseThrow();
        var proof = new Trusted(found.fingerprint(), found.facts());
        var device = new Device(ACME, found.device(), proof, null);
        assertThat(trust.trusts(found)).isTrue();

        trust.replace(List.of());

        assertThat(trust.trusts(found)).isFalse();
        assertThat(trust.objection(device, proof, NOW)).contains(Reason.ISSUER_UNKNOWN);
        assertThat(trust.isEmpty()).isTrue();
    }
}
