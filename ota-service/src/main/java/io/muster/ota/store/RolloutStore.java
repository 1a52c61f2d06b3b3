// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.Rollout;
import io.muster.platform.paging.Cursor;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of rollouts. Whoever changes one, its waves or its counted jobs locks its row first.
 */
@ApplicationScoped
public class RolloutStore {

    private static final String INSERT =
            """
            INSERT INTO rollout (tenant_id, id, release_id, product, version, target, policy, rollback_release,
                require_approval, state, reason, revision, planned, planned_until, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', $14, $15)
            """;
    // The shares are kept with the waves.
    private static final String SELECT =
            """
            SELECT r.*, ARRAY(SELECT share FROM wave w
                WHERE w.tenant_id = r.tenant_id AND w.rollout_id = r.id AND w.number > 0
                ORDER BY w.number) AS shares
            FROM rollout r
            """;
    private static final String FIND = SELECT + "WHERE tenant_id = $1 AND id = $2";
    private static final String LOCK = FIND + " FOR UPDATE OF r";
    private static final String LOCK_IF_FREE = LOCK + " SKIP LOCKED";
    private static final String LIST =
            SELECT
                    + """
                    WHERE tenant_id = $1 AND (created_at, id) < ($2, $3)
                    ORDER BY created_at DESC, id DESC LIMIT $4
                    """;
    private static final String SAVE =
            """
            UPDATE rollout SET state = $3, reason = $4, revision = $5, planned = $6, started_at = $7,
                ended_at = $8, due_at = $9
            WHERE tenant_id = $1 AND id = $2
            """;
    private static final String DUE =
            """
            SELECT id FROM rollout WHERE tenant_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3
            """;
    private static final String DUE_TENANTS =
            "SELECT DISTINCT tenant_id FROM rollout WHERE due_at <= $1 LIMIT $2";
    private static final UUID LAST_ID = new UUID(-1, -1);

    /** Adds a rollout without its waves. */
    public Uni<Void> insert(SqlConnection connection, TenantId tenant, Rollout rollout) {
        return connection
                .preparedQuery(INSERT)
                .execute(RolloutRow.write(tenant, rollout))
                .replaceWithVoid();
    }

    /** Reads a rollout as it was committed last. */
    public Uni<Optional<Rollout>> find(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, FIND, tenant, id);
    }

    /** Reads a rollout and keeps everybody else from changing it until the transaction ends. */
    public Uni<Optional<Rollout>> lock(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, LOCK, tenant, id);
    }

    /** As {@link #lock}, but empty when somebody else holds the lock: they are at work on it. */
    public Uni<Optional<Rollout>> lockIfFree(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, LOCK_IF_FREE, tenant, id);
    }

    private static Uni<Optional<Rollout>> one(
            SqlConnection connection, String sql, TenantId tenant, UUID id) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> Rows.first(rows, RolloutRow::read));
    }

    /** The newest rollouts first, from a cursor on. */
    public Uni<List<Rollout>> list(
            SqlConnection connection, TenantId tenant, Optional<Cursor> from, int limit) {
        var before = from.map(RolloutStore::time).orElse(Instant.parse("9999-01-01T00:00:00Z"));
        var id = from.map(cursor -> UUID.fromString(cursor.position().get(1))).orElse(LAST_ID);
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(tenant.value(), Rows.utc(before), id, limit))
                .map(rows -> Rows.list(rows, RolloutRow::read));
    }

    /** Where a rollout stands in the list. */
    public static Cursor cursor(Rollout rollout) {
        return Cursor.at(rollout.createdAt().toString(), rollout.id().toString());
    }

    private static Instant time(Cursor cursor) {
        return Instant.parse(cursor.position().getFirst());
    }

    /**
     * Writes where a locked rollout stands.
     *
     * @param due when somebody should look at it; empty for never
     */
    public Uni<Void> save(
            SqlConnection connection, TenantId tenant, Rollout rollout, Optional<Instant> due) {
        var row =
                Tuple.tuple()
                        .addString(tenant.value())
                        .addUUID(rollout.id())
                        .addString(rollout.state().name())
                        .addString(rollout.reason())
                        .addLong(rollout.revision())
                        .addBoolean(rollout.planned())
                        .addOffsetDateTime(Rows.utc(rollout.startedAt()))
                        .addOffsetDateTime(Rows.utc(rollout.endedAt()))
                        .addOffsetDateTime(Rows.utc(due));
        return connection.preparedQuery(SAVE).execute(row).replaceWithVoid();
    }

    /** Rollouts of a tenant that want to be looked at, the longest waiting first. */
    public Uni<List<UUID>> due(SqlConnection connection, TenantId tenant, Instant now, int limit) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(tenant.value(), Rows.utc(now), limit))
                .map(rows -> Rows.list(rows, row -> row.getUUID("id")));
    }

    /** Tenants that have such rollouts. */
    public Uni<List<TenantId>> dueTenants(SqlConnection connection, Instant now, int limit) {
        return connection
                .preparedQuery(DUE_TENANTS)
                .execute(Tuple.of(Rows.utc(now), limit))
                .map(rows -> Rows.list(rows, row -> new TenantId(row.getString("tenant_id"))));
    }
}
