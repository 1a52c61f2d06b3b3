// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Claim tokens as the enrollment sees them. Times are the database's. */
@ApplicationScoped
public class ClaimTokenStore {

    private static final String INSERT =
            """
            INSERT INTO claim_token (tenant_id, id, profile, device_id, secret_sha256, expires_at)
            VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
            RETURNING *, used_at IS NOT NULL AS used, expires_at <= now() AS expired
            """;
    private static final String SELECT =
            """
            SELECT *, used_at IS NOT NULL AS used, expires_at <= now() AS expired FROM claim_token
            """;
    private static final String FIND_BY_SECRET =
            SELECT + "WHERE tenant_id = $1 AND profile = $2 AND secret_sha256 = $3";
    private static final String FIND = SELECT + "WHERE tenant_id = $1 AND id = $2";
    private static final String CONSUME =
            """
            UPDATE claim_token SET used_at = now()
            WHERE tenant_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > now()
            """;

    /** A token without its secret, as it is now. */
    public record ClaimToken(
            UUID id, DeviceIdentity identity, Instant expiresAt, boolean used, boolean expired) {}

    /** Adds a token for a device. */
    public Uni<ClaimToken> insert(
            SqlConnection connection,
            DeviceIdentity identity,
            String profile,
            Fingerprint secret,
            Duration lifetime) {
        var row =
                Tuple.of(
                        identity.tenant().value(),
                        UUID.randomUUID(),
                        profile,
                        identity.device().value(),
                        secret.hex(),
                        (double) lifetime.toSeconds());
        return connection
                .preparedQuery(INSERT)
                .execute(row)
                .map(rows -> token(rows.iterator().next()));
    }

    /** Finds a token by the hash of its secret. */
    public Uni<Optional<ClaimToken>> find(
            SqlConnection connection, TenantId tenant, String profile, Fingerprint secret) {
        return connection
                .preparedQuery(FIND_BY_SECRET)
                .execute(Tuple.of(tenant.value(), profile, secret.hex()))
                .map(ClaimTokenStore::first);
    }

    /** Finds a token by its id. */
    public Uni<Optional<ClaimToken>> find(SqlConnection connection, TenantId tenant, UUID id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), id))
                .map(ClaimTokenStore::first);
    }

    /** Uses a token up; false when it was used or is past its time. */
    public Uni<Boolean> consume(SqlConnection connection, TenantId tenant, UUID id) {
        return connection
                .preparedQuery(CONSUME)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Optional<ClaimToken> first(RowSet<Row> rows) {
        return rows.stream().findFirst().map(ClaimTokenStore::token);
    }

    private static ClaimToken token(Row row) {
        return new ClaimToken(
                row.getUUID("id"),
                new DeviceIdentity(
                        new TenantId(row.getString("tenant_id")),
                        new DeviceId(row.getString("device_id"))),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getBoolean("used"),
                row.getBoolean("expired"));
    }
}
