// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes many shadows with one statement each. */
@ApplicationScoped
class ShadowTable {

    private static final String READ =
            """
            SELECT s.*, c.connected, c.since AS connection_since, c.reason AS connection_reason
            FROM unnest($1::text[], $2::text[], $3::text[]) AS k(tenant_id, device_id, name)
            JOIN shadow s ON s.tenant_id = k.tenant_id AND s.device_id = k.device_id AND s.name = k.name
            LEFT JOIN device_connection c ON c.tenant_id = s.tenant_id AND c.device_id = s.device_id
            ORDER BY s.tenant_id, s.device_id, s.name
            """;

    // Rows are locked in the order of their keys, so that two replicas never wait for each other.
    private static final String LOCK = READ + "FOR UPDATE OF s";

    // A null stands for content that stays as it is; for a new row, for an empty object. Locked
    // rows
    // keep the building of an index waiting; for rows that are not there yet the head is shared.
    private static final String WRITE =
            """
            WITH input AS (
                SELECT * FROM unnest(
                    $1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::boolean[],
                    $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[], $12::bytea[], $13::bytea[],
                    $14::boolean[], $15::boolean[], $16::timestamptz[], $17::timestamptz[],
                    $18::timestamptz[], $19::timestamptz[], $20::text[])
                AS i(tenant_id, device_id, name, expected, version, deleted,
                    desired, desired_stamps, reported, reported_stamps, tags, tags_stamps, ledger,
                    in_sync, untold, next_due, unpublished_since, created_at, updated_at, sync_state)
            ), updated AS (
                UPDATE shadow s SET version = i.version, deleted = i.deleted,
                    desired = coalesce(i.desired, s.desired),
                    desired_stamps = coalesce(i.desired_stamps, s.desired_stamps),
                    reported = coalesce(i.reported, s.reported),
                    reported_stamps = coalesce(i.reported_stamps, s.reported_stamps),
                    tags = coalesce(i.tags, s.tags),
                    tags_stamps = coalesce(i.tags_stamps, s.tags_stamps),
                    ledger = coalesce(i.ledger, s.ledger),
                    in_sync = i.in_sync, untold = i.untold, next_due = i.next_due,
                    unpublished_since = i.unpublished_since, created_at = i.created_at, updated_at = i.updated_at,
                    sync_state = i.sync_state
                FROM input i
                WHERE s.tenant_id = i.tenant_id AND s.device_id = i.device_id AND s.name = i.name
                    AND s.version = i.expected
                RETURNING 1
            ), created AS (
                INSERT INTO shadow (tenant_id, device_id, name, version, deleted,
                    desired, desired_stamps, reported, reported_stamps, tags, tags_stamps, ledger,
                    in_sync, untold, next_due, unpublished_since, created_at, updated_at, sync_state)
                SELECT tenant_id, device_id, name, version, deleted,
                    coalesce(desired, '{}'), coalesce(desired_stamps, '{}'),
                    coalesce(reported, '{}'), coalesce(reported_stamps, '{}'),
                    coalesce(tags, '{}'), coalesce(tags_stamps, '{}'), coalesce(ledger, '{}'),
                    in_sync, untold, next_due, unpublished_since, created_at, updated_at, sync_state
                FROM input WHERE expected = 0
                ON CONFLICT DO NOTHING
                RETURNING 1
            ), shared AS (
                SELECT changes FROM shadow_index_head WHERE tenant_id = '' AND $21::boolean FOR SHARE
            )
            SELECT (SELECT count(*) FROM updated) + (SELECT count(*) FROM created) AS written,
                coalesce((SELECT changes FROM shared),
                    (SELECT changes FROM shadow_index_head WHERE tenant_id = '')) AS changes
            """;

    /** What is stored of these shadows; those never written are left out. */
    Uni<Map<ShadowKey, Stored>> read(SqlConnection connection, Collection<ShadowKey> keys) {
        return select(connection, READ, keys);
    }

    /** The same, and nobody else changes them before the end of the transaction. */
    Uni<Map<ShadowKey, Stored>> lock(SqlConnection connection, Collection<ShadowKey> keys) {
        return select(connection, LOCK, keys);
    }

    /**
     * Writes each shadow whose version is still the expected one; fails with {@link LostRace} if
     * that is not true of all, or if other indexes are in force. With locked rows only a creation
     * can lose.
     *
     * @param changes of the indexes that are known
     */
    Uni<Void> write(SqlConnection connection, List<Batch.Row> writes, long changes) {
        if (writes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        boolean creating = writes.stream().anyMatch(w -> w.before().shadow().version() == 0);
        return connection
                .preparedQuery(WRITE)
                .execute(ShadowColumns.of(writes).tuple().addBoolean(creating))
                .map(rows -> rows.iterator().next())
                .invoke(row -> require(row.getLong("written") == writes.size()))
                .invoke(row -> require(row.getLong("changes") == changes))
                .replaceWithVoid();
    }

    private static void require(boolean won) {
        if (!won) {
            throw new LostRace();
        }
    }

    private static Uni<Map<ShadowKey, Stored>> select(
            SqlConnection connection, String sql, Collection<ShadowKey> keys) {
        var parameters =
                Columns.of(List.copyOf(keys))
                        .text(key -> key.tenant().value())
                        .text(key -> key.device().value())
                        .text(key -> key.name().value());
        return connection
                .preparedQuery(sql)
                .execute(parameters.tuple())
                .map(rows -> {
                    var shadows = new HashMap<ShadowKey, Stored>();
                    rows.forEach(row -> shadows.put(Rows.key(row), Rows.stored(row)));
                    return shadows;
                });
    }
}
