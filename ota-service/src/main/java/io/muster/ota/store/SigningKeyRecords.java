// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.release.RegisteredKey;
import io.muster.ota.release.SigningKey;
import io.muster.ota.release.SigningKey.Algorithm;
import io.muster.platform.paging.Cursor;
import io.muster.platform.topic.TenantId;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The public keys that a tenant has registered. */
@ApplicationScoped
public class SigningKeyRecords {

    private static final String INSERT =
            """
            INSERT INTO signing_key (tenant_id, key_id, algorithm, pem, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (tenant_id, key_id) DO NOTHING
            """;
    private static final String SELECT =
            "SELECT * FROM signing_key WHERE tenant_id = $1 AND key_id = $2";
    private static final String REVOKE =
            """
            UPDATE signing_key SET revoked_at = COALESCE(revoked_at, $3)
            WHERE tenant_id = $1 AND key_id = $2
            RETURNING *
            """;

    private final Records records;

    SigningKeyRecords(Records records) {
        this.records = records;
    }

    /** Reads one, revoked or not. */
    public Uni<Optional<RegisteredKey>> find(TenantId tenant, String keyId) {
        var id = new SigningKeyEntity.Key(tenant.value(), keyId);
        return records.read(() ->
                SigningKeyEntity.<SigningKeyEntity>findById(id)
                        .map(found -> Optional.ofNullable(found).map(SigningKeyEntity::toKey)));
    }

    /** Adds a key in the caller's transaction; answers the one of that name, if there was one. */
    public Uni<Optional<RegisteredKey>> add(
            SqlConnection connection, TenantId tenant, RegisteredKey registered) {
        return connection
                .preparedQuery(INSERT)
                .execute(row(tenant, registered))
                .chain(inserted ->
                        inserted.rowCount() == 1
                                ? Uni.createFrom().item(Optional.empty())
                                : there(connection, tenant, registered.key().keyId()));
    }

    private static Tuple row(TenantId tenant, RegisteredKey registered) {
        var key = registered.key();
        return Tuple.of(
                tenant.value(),
                key.keyId(),
                key.algorithm().name(),
                key.pem(),
                registered.createdBy(),
                Rows.utc(registered.createdAt()));
    }

    private static Uni<Optional<RegisteredKey>> there(
            SqlConnection connection, TenantId tenant, String keyId) {
        return connection
                .preparedQuery(SELECT)
                .execute(Tuple.of(tenant.value(), keyId))
                .map(rows -> Rows.first(rows, SigningKeyRecords::read));
    }

    /** Revokes a key in the caller's transaction, once; answers it as it is then. */
    public Uni<Optional<RegisteredKey>> revoke(
            SqlConnection connection, TenantId tenant, String keyId, Instant now) {
        return connection
                .preparedQuery(REVOKE)
                .execute(Tuple.of(tenant.value(), keyId, Rows.utc(now)))
                .map(rows -> Rows.first(rows, SigningKeyRecords::read));
    }

    private static RegisteredKey read(Row row) {
        var key =
                new SigningKey(
                        row.getString("key_id"),
                        Algorithm.valueOf(row.getString("algorithm")),
                        row.getString("pem"));
        return new RegisteredKey(
                key,
                row.getString("created_by"),
                Rows.instant(row, "created_at"),
                Rows.time(row, "revoked_at"));
    }

    /** Keys by name, from a cursor on. */
    public Uni<List<RegisteredKey>> list(TenantId tenant, Optional<Cursor> from, int limit) {
        var after = from.map(cursor -> cursor.position().getFirst()).orElse("");
        return records.read(() ->
                SigningKeyEntity.<SigningKeyEntity>find(
                                "key.tenantId = ?1 and key.keyId > ?2",
                                Sort.by("key.keyId"),
                                tenant.value(),
                                after)
                        .range(0, limit - 1)
                        .list()
                        .map(list -> list.stream().map(SigningKeyEntity::toKey).toList()));
    }

    /** Where a key stands in the list. */
    public static Cursor cursor(RegisteredKey key) {
        return Cursor.at(key.key().keyId());
    }
}
