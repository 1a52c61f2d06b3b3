// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.document.Section;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.json.JsonText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes many shadows with one statement each. */
@ApplicationScoped
class ShadowTable {

    private static final String READ =
            """
            SELECT s.* FROM unnest($1::text[], $2::text[], $3::text[]) AS k(tenant_id, device_id, name)
            JOIN shadow s ON s.tenant_id = k.tenant_id AND s.device_id = k.device_id AND s.name = k.name
            ORDER BY s.tenant_id, s.device_id, s.name
            """;

    // Rows are locked in the order of their keys, so that two replicas never wait for each other.
    private static final String LOCK = READ + "FOR UPDATE OF s";

    private static final String WRITE =
            """
            WITH input AS (
                SELECT * FROM unnest(
                    $1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::boolean[],
                    $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[], $11::boolean[],
                    $12::timestamptz[], $13::timestamptz[], $14::timestamptz[])
                AS i(tenant_id, device_id, name, expected, version, deleted,
                    desired, desired_stamps, reported, reported_stamps, in_sync,
                    unpublished_since, created_at, updated_at)
            ), updated AS (
                UPDATE shadow s SET version = i.version, deleted = i.deleted,
                    desired = i.desired, desired_stamps = i.desired_stamps,
                    reported = i.reported, reported_stamps = i.reported_stamps, in_sync = i.in_sync,
                    unpublished_since = i.unpublished_since, created_at = i.created_at, updated_at = i.updated_at
                FROM input i
                WHERE s.tenant_id = i.tenant_id AND s.device_id = i.device_id AND s.name = i.name
                    AND s.version = i.expected
                RETURNING 1
            ), created AS (
                INSERT INTO shadow (tenant_id, device_id, name, version, deleted,
                    desired, desired_stamps, reported, reported_stamps, in_sync,
                    unpublished_since, created_at, updated_at)
                SELECT tenant_id, device_id, name, version, deleted,
                    desired, desired_stamps, reported, reported_stamps, in_sync,
                    unpublished_since, created_at, updated_at
                FROM input WHERE expected = 0
                ON CONFLICT DO NOTHING
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM updated) + (SELECT count(*) FROM created) AS written
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
     * that is not true of all. With locked rows only a creation can lose.
     */
    Uni<Void> write(SqlConnection connection, List<Batch.Row> writes) {
        return connection
                .preparedQuery(WRITE)
                .execute(parameters(writes).tuple())
                .map(rows -> rows.iterator().next().getLong("written"))
                .invoke(written -> requireAll(written, writes.size()))
                .replaceWithVoid();
    }

    private static void requireAll(long written, int wanted) {
        if (written != wanted) {
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

    private static Columns<Batch.Row> parameters(List<Batch.Row> writes) {
        return Columns.of(writes)
                .text(w -> w.key().tenant().value())
                .text(w -> w.key().device().value())
                .text(w -> w.key().name().value())
                .number(Batch.Row::expectedVersion)
                .number(w -> w.stored().shadow().version())
                .flag(w -> !(w.stored().shadow() instanceof ShadowDocument))
                .bytes(state(ShadowDocument::desired))
                .bytes(stamps(ShadowDocument::desired))
                .bytes(state(ShadowDocument::reported))
                .bytes(stamps(ShadowDocument::reported))
                .flag(w -> w.stored().inSync())
                .time(w -> w.stored().unpublishedSince())
                .time(w -> time(w, ShadowDocument::createdAt))
                .time(w -> time(w, ShadowDocument::updatedAt));
    }

    private static Function<Batch.Row, byte[]> state(Function<ShadowDocument, Section> section) {
        return write -> JsonText.bytes(section(write, section).state());
    }

    private static Function<Batch.Row, byte[]> stamps(Function<ShadowDocument, Section> section) {
        return write -> JsonText.bytes(section(write, section).stamps());
    }

    private static Section section(Batch.Row write, Function<ShadowDocument, Section> section) {
        return write.stored().shadow() instanceof ShadowDocument document
                ? section.apply(document)
                : Section.empty();
    }

    /** Of a deleted shadow only the version matters; its times are those of the epoch. */
    private static @Nullable Instant time(Batch.Row write, Function<ShadowDocument, Instant> time) {
        return write.stored().shadow() instanceof ShadowDocument document
                ? time.apply(document)
                : Instant.EPOCH;
    }
}
