// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.registry.Api;
import io.muster.registry.ca.StatusPoints;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many revocations as a bad day brings, from their rows to the lists that devices fetch. */
@QuarkusTest
class ManyRevocationsQuarkusTest {

    private static final int SHARDS = 16;
    private static final int REVOKED = 100_000;
    private static final int BYTES = 400 * 1024;

    /** For all lists and their signatures: seconds, but on a machine that does other things. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String DIVIDE =
            "UPDATE issuer SET shards = %d, version = version + 1 WHERE tenant_id = $1"
                    .formatted(SHARDS);
    private static final String NO_LISTS = "DELETE FROM crl WHERE tenant_id = $1";

    /** Serials of twenty octets; the last digit says which list they are on. */
    private static final String REVOKE =
            """
            INSERT INTO revocation (tenant_id, issuer, serial_hex, shard, reason, revoked_at, expires_at)
            SELECT $1, $2, '7' || left(md5(i::text), 7) || digits, ('x' || right(digits, 1))::bit(4)::integer, 'keyCompromise',
                now(), now() + interval '1 year'
            FROM generate_series(1, %d) AS i CROSS JOIN LATERAL md5('serial ' || i) AS digits
            """
                    .formatted(REVOKED);

    private static final String FORGET = "DELETE FROM revocation WHERE tenant_id = $1";
    private static final String REFRESH = "UPDATE crl SET refresh_at = now() WHERE tenant_id = $1";

    private static final String NOT_LISTED =
            "SELECT count(*) FROM revocation WHERE tenant_id = $1 AND issuer = $2 AND NOT published";
    private static final String NOT_REFERRED =
            "SELECT count(*) FROM revocation WHERE tenant_id = $1 AND issuer = $2 AND NOT in_reference";

    @Inject Pool pool;

    private final String tenant = "t-" + UUID.randomUUID();
    private String issuer = "";

    @BeforeEach
    void anAuthorityWithManyLists() {
        Api.tenant(tenant);
        await("the tenant's authority").untilAsserted(() -> assertThat(issuing()).isNotNull());
        issuer = issuing();
        pool.withTransaction(connection ->
                        run(connection, DIVIDE).chain(() -> run(connection, NO_LISTS)))
                .await()
                .atMost(PATIENCE);
        await("the lists").atMost(PATIENCE).until(() -> answer(SHARDS - 1, "") == 200);
    }

    private String issuing() {
        return Api.as("security-admin@" + tenant).get("/api/v1/issuers").path("items[0].id");
    }

    private int answer(int shard, String kind) {
        return given().get(path(shard, kind)).statusCode();
    }

    @AfterEach
    void asIfNothingHadBeen() {
        pool.withTransaction(connection ->
                        run(connection, FORGET).chain(() -> run(connection, NO_LISTS)))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void case30ManyRevocationsAreOnSmallListsWithinSeconds() throws Exception {
        var before = number(list(0, ""));
        run(REVOKE, tenant, issuer);

        await().atMost(PATIENCE).until(() -> count(NOT_LISTED) == 0);

        var key = key();
        for (int shard = 0; shard < SHARDS; shard++) {
            var list = list(shard, "");
            assertThat(list.isSignatureValid(key)).isTrue();
            assertThat(list.getEncoded().length).isLessThan(BYTES);
            assertThat(number(list)).isGreaterThan(before);
            int own = shard;
            assertThat(serials(list)).allMatch(serial -> StatusPoints.shard(serial, SHARDS) == own);
        }
        assertThat(entries("")).isEqualTo(REVOKED);
        assertThat(entries("-delta")).as("since the lists that were empty").isEqualTo(REVOKED);

        run(REFRESH, tenant);

        await().atMost(PATIENCE).until(() -> count(NOT_REFERRED) == 0);
        assertThat(entries("-delta")).as("since lists that have them all").isZero();
        assertThat(entries("")).isEqualTo(REVOKED);
    }

    private long count(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(tenant, issuer))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private static List<BigInteger> serials(X509CRLHolder list) {
        var serials = new ArrayList<BigInteger>();
        for (var entry : list.getRevokedCertificates()) {
            serials.add(((X509CRLEntryHolder) entry).getSerialNumber());
        }
        return serials;
    }

    private int entries(String kind) {
        return IntStream.range(0, SHARDS)
                .map(shard -> list(shard, kind).getRevokedCertificates().size())
                .sum();
    }

    private String path(int shard, String kind) {
        return "/pki/" + issuer + "/crl/" + shard + kind + ".crl";
    }

    /** The lists have no absolute address in tests, which the JDK would not read. */
    private X509CRLHolder list(int shard, String kind) {
        try {
            return new X509CRLHolder(given().get(path(shard, kind)).asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ContentVerifierProvider key() throws IOException, OperatorCreationException {
        var authority =
                new X509CertificateHolder(given().get("/pki/" + issuer + "/ca.crt").asByteArray());
        return new BcECContentVerifierProviderBuilder(new DefaultDigestAlgorithmIdentifierFinder())
                .build(authority);
    }

    private static BigInteger number(X509CRLHolder list) {
        var number = list.getExtension(Extension.cRLNumber).getParsedValue();
        return ASN1Integer.getInstance(number).getValue();
    }

    private void run(String sql, String... values) {
        pool.preparedQuery(sql).execute(Tuple.from(values)).await().atMost(PATIENCE);
    }

    private Uni<Void> run(SqlConnection connection, String sql) {
        return connection.preparedQuery(sql).execute(Tuple.of(tenant)).replaceWithVoid();
    }
}
