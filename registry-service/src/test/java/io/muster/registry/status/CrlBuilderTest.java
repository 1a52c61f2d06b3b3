// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.OpenSsl;
import io.muster.registry.ca.StatusPoints;
import io.muster.registry.ca.TestAuthority;
import io.muster.registry.identity.RevocationReason;
import io.muster.registry.status.CrlBuilder.Issue;
import io.muster.registry.status.store.Revoked;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrlBuilderTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final int SHARDS = 16;
    private static final int REVOKED = 100_000;

    @TempDir Path directory;

    private final TestAuthority authority = TestAuthority.create(NOW);

    /** Sixteen lists of a hundred thousand revocations each bear being fetched by a device. */
    @Test
    void case30ManyRevocationsMakeSmallListsThatOpensslVerifies() throws Exception {
        var openssl = new OpenSsl(directory);
        openssl.write("ca.pem", authority.pem().getBytes(StandardCharsets.US_ASCII));
        var random = new Random(30);
        var all =
                IntStream.range(0, REVOKED)
                        .mapToObj(_ -> entry(new BigInteger(159, random)))
                        .toList();

        for (int shard = 0; shard < SHARDS; shard++) {
            int list = shard;
            var own = all.stream().filter(it -> shardOf(it) == list).toList();
            var der = builder(SHARDS, shard).complete(issue(7), own);

            assertThat(der.length).isLessThan(400 * 1024);
            assertThat(parse(der).getRevokedCertificates()).hasSize(own.size());
            openssl.write("list.der", der);
            assertThat(
                            openssl.ok(
                                    "crl",
                                    "-inform",
                                    "DER",
                                    "-in",
                                    "list.der",
                                    "-CAfile",
                                    "ca.pem",
                                    "-noout"))
                    .contains("verify OK");
        }
    }

    @Test
    void case29ADeltaTellsWhatIsNewAndWhatIsGoodAgain() throws Exception {
        var known = new Revoked(BigInteger.ONE, NOW, RevocationReason.SUPERSEDED, false, true);
        var added =
                new Revoked(BigInteger.TWO, NOW, RevocationReason.CERTIFICATE_HOLD, false, false);
        var lifted =
                new Revoked(BigInteger.TEN, NOW, RevocationReason.CERTIFICATE_HOLD, true, true);
        var entries = List.of(known, added, lifted);

        var complete = parse(builder(1, 0).complete(issue(9), entries));
        var delta = parse(builder(1, 0).delta(issue(9), 4, entries));

        assertThat(reasons(complete).toList())
                .containsExactlyInAnyOrder("SUPERSEDED", "CERTIFICATE_HOLD");
        assertThat(reasons(delta).toList())
                .containsExactlyInAnyOrder("CERTIFICATE_HOLD", "REMOVE_FROM_CRL");
        assertThat(delta.getCriticalExtensionOIDs()).contains("2.5.29.27");
        assertThat(new BigInteger(1, delta.getExtensionValue("2.5.29.27")).intValue() & 0xff)
                .isEqualTo(4);
        assertThat(complete.getNonCriticalExtensionOIDs()).contains("2.5.29.46");
    }

    @Test
    void onlyOneOfManyListsIsNamedByItsAddress() throws Exception {
        assertThat(text(parse(builder(1, 0).complete(issue(1), List.of())), "2.5.29.28"))
                .doesNotContain("http://");
        assertThat(text(parse(builder(4, 3).complete(issue(1), List.of())), "2.5.29.28"))
                .contains("http://pki.example.com/pki/" + authority.fingerprint() + "/crl/3.crl");
    }

    private static String text(X509CRL list, String extension) {
        return new String(list.getExtensionValue(extension), StandardCharsets.ISO_8859_1);
    }

    private static Stream<String> reasons(X509CRL list) {
        return list.getRevokedCertificates().stream().map(it -> it.getRevocationReason().name());
    }

    private static Revoked entry(BigInteger serial) {
        return new Revoked(serial, NOW, RevocationReason.KEY_COMPROMISE, false, true);
    }

    private static int shardOf(Revoked entry) {
        return StatusPoints.shard(entry.serial(), SHARDS);
    }

    private CrlBuilder builder(int shards, int shard) {
        var points = new StatusPoints("http://pki.example.com", authority.fingerprint(), shards);
        return new CrlBuilder(authority.signer(), points, shard);
    }

    private static Issue issue(long number) {
        return new Issue(number, NOW, NOW.plus(Duration.ofDays(1)));
    }

    private static X509CRL parse(byte[] der) throws Exception {
        return (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }
}
