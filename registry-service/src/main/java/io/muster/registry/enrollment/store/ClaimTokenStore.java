// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.profile.ClaimScope;
import io.muster.registry.enrollment.profile.ProfilePath;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Claim tokens as the enrollment sees them. Times are the database's. */
@Singleton
public class ClaimTokenStore {

    /** So many wrong secrets for one device, and its tokens are worth nothing. */
    public static final int MAX_FAILURES = 50;

    static final String COLUMNS =
            """
            *, uses >= max_uses AS used_up, expires_at <= now() AS expired,
            revoked_at IS NOT NULL OR failures >= %d AS closed
            """
                    .formatted(MAX_FAILURES);
    private static final String INSERT =
            """
            INSERT INTO claim_token (tenant_id, id, profile, device_id, pattern, networks, secret_sha256, max_uses, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9))
            RETURNING
            """
                    + COLUMNS;
    private static final String SELECT = "SELECT " + COLUMNS + "FROM claim_token ";
    private static final String FIND_BY_SECRET =
            SELECT
                    + "WHERE tenant_id = $1 AND profile = $2 AND secret_sha256 = $3 AND certificate IS NULL";
    private static final String FIND = SELECT + "WHERE tenant_id = $1 AND id = $2";

    /** Uses the token {@code $2} of the tenant {@code $1} once, if anything is left of it. */
    static final String CONSUME =
            """
            UPDATE claim_token SET uses = uses + 1, used_at = now()
            WHERE tenant_id = $1 AND id = $2
                AND uses < max_uses AND expires_at > now() AND revoked_at IS NULL AND failures < %d
            """
                    .formatted(MAX_FAILURES);

    private static final String REVOKE =
            """
            UPDATE claim_token SET revoked_at = now()
            WHERE tenant_id = $1 AND profile = $2 AND id = $3 AND certificate IS NULL AND revoked_at IS NULL
            """;
    private static final String EXISTS =
            """
            SELECT 1 FROM claim_token WHERE tenant_id = $1 AND profile = $2 AND id = $3 AND certificate IS NULL
            """;
    private static final String FAIL =
            """
            UPDATE claim_token SET failures = failures + 1
            WHERE tenant_id = $1 AND profile = $2 AND device_id = $3
                AND uses < max_uses AND expires_at > now() AND failures < %d
            RETURNING failures
            """
                    .formatted(MAX_FAILURES);

    private static final String FORGET =
            """
            DELETE FROM claim_token WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM claim_token WHERE expires_at < now() - interval '30 days' LIMIT $1)
            """;

    /** A token without its secret, as it is now. */
    public record ClaimToken(
            UUID id,
            ClaimScope scope,
            Instant expiresAt,
            int maxUses,
            boolean usedUp,
            boolean expired,
            boolean closed) {}

    /** A token to be made. */
    public record NewToken(
            ProfilePath profile,
            ClaimScope scope,
            Fingerprint secret,
            int maxUses,
            Duration lifetime) {}

    /** Adds a token. */
    public Uni<ClaimToken> insert(SqlConnection connection, NewToken token) {
        var scope = token.scope();
        var row =
                Tuple.tuple()
                        .addString(token.profile().tenant().value())
                        .addUUID(UUID.randomUUID())
                        .addString(token.profile().label().value())
                        .addString(scope.device().map(DeviceId::value).orElse(null))
                        .addString(scope.pattern().map(pattern -> pattern.text()).orElse(null))
                        .addArrayOfString(scope.networks().texts().toArray(String[]::new))
                        .addString(token.secret().hex())
                        .addInteger(token.maxUses())
                        .addDouble((double) token.lifetime().toSeconds());
        return connection
                .preparedQuery(INSERT)
                .execute(row)
                .map(rows -> ClaimTokenRows.token(rows.iterator().next()));
    }

    /** Finds a token by the hash of its secret. */
    public Uni<Optional<ClaimToken>> find(
            SqlConnection connection, ProfilePath profile, Fingerprint secret) {
        return connection
                .preparedQuery(FIND_BY_SECRET)
                .execute(Tuple.of(profile.tenant().value(), profile.label().value(), secret.hex()))
                .map(ClaimTokenStore::first);
    }

    /** Finds a token. */
    public Uni<Optional<ClaimToken>> find(SqlConnection connection, TenantId tenant, UUID id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), id))
                .map(ClaimTokenStore::first);
    }

    /** Takes a token back; false when there is none. One that was taken back stays so. */
    public Uni<Boolean> revoke(SqlConnection connection, ProfilePath profile, UUID id) {
        var key = Tuple.of(profile.tenant().value(), profile.label().value(), id);
        return connection
                .preparedQuery(REVOKE)
                .execute(key)
                .chain(() -> connection.preparedQuery(EXISTS).execute(key))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Counts a wrong secret for a device; true when that closed one of its tokens. */
    public Uni<Boolean> fail(SqlConnection connection, ProfilePath profile, DeviceIdentity device) {
        return connection
                .preparedQuery(FAIL)
                .execute(
                        Tuple.of(
                                profile.tenant().value(),
                                profile.label().value(),
                                device.device().value()))
                .map(ClaimTokenStore::failures)
                .map(counts -> counts.contains(MAX_FAILURES));
    }

    /** Forgets some claims whose time was over a month ago; answers how many. */
    public Uni<Integer> forgetOld(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(limit))
                .map(rows -> rows.rowCount());
    }

    private static List<Integer> failures(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getInteger("failures")).toList();
    }

    private static Optional<ClaimToken> first(RowSet<Row> rows) {
        return rows.stream().findFirst().map(ClaimTokenRows::token);
    }
}
