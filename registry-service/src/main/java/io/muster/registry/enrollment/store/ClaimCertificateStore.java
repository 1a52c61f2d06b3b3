// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.profile.ClaimScope;
import io.muster.registry.enrollment.profile.ProfileLabel;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.muster.registry.enrollment.store.ClaimTokenStore.ClaimToken;
import io.muster.registry.identity.ClaimCertificate;
import io.muster.registry.identity.ClaimIdentity;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.DeviceCertificate.Validity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Claims that are proven with a certificate. They are rows of the same table as claim tokens and
 * are used up in the same way; here is what is different about them.
 */
@ApplicationScoped
public class ClaimCertificateStore {

    private static final String INSERT =
            """
            INSERT INTO claim_token (tenant_id, id, profile, pattern, networks, secret_sha256, max_uses, expires_at,
                certificate, issuer, serial_hex, not_before)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """;
    private static final String SELECT =
            "SELECT " + ClaimTokenStore.COLUMNS + "FROM claim_token WHERE certificate IS NOT NULL ";
    private static final String FIND = SELECT + "AND tenant_id = $1 AND secret_sha256 = $2";
    private static final String FIND_BY_ID = SELECT + "AND tenant_id = $1 AND id = $2";
    private static final String LIST =
            SELECT
                    + "AND tenant_id = $1 AND profile = $2 AND (created_at, id) < ($3, $4)"
                    + " ORDER BY created_at DESC, id DESC LIMIT $5";
    private static final String REVOKE =
            """
            UPDATE claim_token SET revoked_at = now()
            WHERE tenant_id = $1 AND id = $2 AND certificate IS NOT NULL AND revoked_at IS NULL
            """;

    /**
     * A claim and its certificate.
     *
     * @param revoked whether it was taken back
     */
    public record Claimed(
            ProfilePath profile,
            ClaimToken claim,
            ClaimCertificate certificate,
            int uses,
            Instant createdAt,
            boolean revoked) {}

    /** A claim that is to be kept. */
    public record NewClaim(
            ProfilePath profile, ClaimScope scope, int maxUses, ClaimCertificate certificate) {}

    /** Keeps a new claim. */
    public Uni<Void> insert(SqlConnection connection, NewClaim claim) {
        var certificate = claim.certificate();
        var row =
                Tuple.tuple()
                        .addString(claim.profile().tenant().value())
                        .addUUID(certificate.identity().id())
                        .addString(claim.profile().label().value())
                        .addString(claim.scope().pattern().orElseThrow().text())
                        .addArrayOfString(claim.scope().networks().texts().toArray(String[]::new))
                        .addString(certificate.fingerprint().hex())
                        .addInteger(claim.maxUses())
                        .addOffsetDateTime(
                                certificate.validity().notAfter().atOffset(ZoneOffset.UTC))
                        .addBuffer(Buffer.buffer(certificate.der().bytes()))
                        .addString(certificate.issuer().hex())
                        .addString(certificate.serial())
                        .addOffsetDateTime(
                                certificate.validity().notBefore().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /** Finds a claim by its certificate. */
    public Uni<Optional<Claimed>> find(
            SqlConnection connection, TenantId tenant, Fingerprint certificate) {
        return all(connection, FIND, Tuple.of(tenant.value(), certificate.hex()))
                .map(found -> found.stream().findFirst());
    }

    /** Finds a claim by its name. */
    public Uni<Optional<Claimed>> find(SqlConnection connection, ClaimIdentity identity) {
        return all(connection, FIND_BY_ID, Tuple.of(identity.tenant().value(), identity.id()))
                .map(found -> found.stream().findFirst());
    }

    /** Lists the claims of a profile after a place. */
    public Uni<List<Claimed>> list(
            SqlConnection connection, ProfilePath profile, NewestFirst after, int limit) {
        return all(
                connection,
                LIST,
                Tuple.of(
                        profile.tenant().value(),
                        profile.label().value(),
                        after.at().atOffset(ZoneOffset.UTC),
                        after.id(),
                        limit));
    }

    /** Takes a claim back; false when it was already. */
    public Uni<Boolean> revoke(SqlConnection connection, ClaimIdentity identity) {
        return connection
                .preparedQuery(REVOKE)
                .execute(Tuple.of(identity.tenant().value(), identity.id()))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Uni<List<Claimed>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(ClaimCertificateStore::claimed).toList());
    }

    private static Claimed claimed(Row row) {
        var tenant = new TenantId(row.getString("tenant_id"));
        return new Claimed(
                new ProfilePath(tenant, new ProfileLabel(row.getString("profile"))),
                ClaimTokenRows.token(row),
                certificate(new ClaimIdentity(tenant, row.getUUID("id")), row),
                row.getInteger("uses"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("revoked_at") != null);
    }

    private static ClaimCertificate certificate(ClaimIdentity identity, Row row) {
        return new ClaimCertificate(
                new Fingerprint(row.getString("secret_sha256")),
                identity,
                row.getString("serial_hex"),
                new Fingerprint(row.getString("issuer")),
                new Validity(
                        row.getOffsetDateTime("not_before").toInstant(),
                        row.getOffsetDateTime("expires_at").toInstant()),
                Der.of(row.getBuffer("certificate").getBytes()));
    }
}
