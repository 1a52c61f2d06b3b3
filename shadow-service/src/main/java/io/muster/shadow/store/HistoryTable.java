// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.ShadowSettings;
import io.muster.shadow.history.PastVersion;
import io.muster.shadow.history.Recorder;
import io.muster.shadow.json.JsonText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions that shadows have had, unless that is switched off. */
@Singleton
class HistoryTable {

    // A version is written once. One that is there already is of a shadow that was put back to an
    // earlier version.
    private static final String WRITE =
            """
            INSERT INTO shadow_version (tenant_id, device_id, name, version, kind, made_at, made_by, patch, snapshot)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[],
                $7::text[], $8::bytea[], $9::bytea[])
            ON CONFLICT (tenant_id, device_id, name, version) DO UPDATE
            SET kind = excluded.kind, made_at = excluded.made_at, made_by = excluded.made_by,
                patch = excluded.patch, snapshot = excluded.snapshot
            """;

    private static final String TRIM =
            """
            DELETE FROM shadow_version v USING (
                SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
                    AS i(tenant_id, device_id, name, oldest)) i
            WHERE v.tenant_id = i.tenant_id AND v.device_id = i.device_id AND v.name = i.name
                AND v.version < i.oldest
            """;

    private static final String FORGET =
            """
            DELETE FROM shadow_version v USING (
                SELECT tenant_id, device_id, name, version FROM shadow_version
                WHERE made_at < $1 ORDER BY made_at LIMIT $2) old
            WHERE v.tenant_id = old.tenant_id AND v.device_id = old.device_id
                AND v.name = old.name AND v.version = old.version
            """;

    private final ShadowSettings.History settings;
    private final Recorder recorder;
    private final long keptVersions;

    HistoryTable(ShadowSettings settings, Clock clock) {
        this.settings = settings.history();
        this.recorder = new Recorder(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        this.keptVersions =
                Math.ceilDiv(Math.max(1, this.settings.versions()), Recorder.INTERVAL)
                        * (long) Recorder.INTERVAL;
    }

    private record Row(ShadowKey key, PastVersion version) {}

    /** One statement for all changes, and another one when a shadow has got too many versions. */
    Uni<Void> write(SqlConnection connection, List<Batch.Step> steps) {
        if (steps.isEmpty() || !settings.enabled()) {
            return Uni.createFrom().voidItem();
        }
        var rows = steps.stream().map(this::row).toList();
        return connection
                .preparedQuery(WRITE)
                .execute(parameters(rows))
                .chain(() -> trim(connection, rows));
    }

    private Row row(Batch.Step step) {
        var version = recorder.record(step.before(), step.after(), step.at(), step.by());
        return new Row(step.key(), version);
    }

    private static Tuple parameters(List<Row> rows) {
        return keys(rows)
                .number(row -> row.version().version())
                .text(row -> row.version().kind().word())
                .time(row -> row.version().at())
                .text(row -> row.version().by())
                .bytes(row -> JsonText.bytes(row.version().patch()))
                .bytes(HistoryTable::snapshot)
                .tuple();
    }

    private static byte @Nullable [] snapshot(Row row) {
        var snapshot = row.version().snapshot();
        return snapshot == null ? null : JsonText.bytes(snapshot);
    }

    /** At versions with a snapshot, so that the oldest one that stays has one, too. */
    private Uni<Void> trim(SqlConnection connection, List<Row> rows) {
        var full = rows.stream().filter(this::full).toList();
        return full.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(TRIM)
                        .execute(keys(full).number(this::oldest).tuple())
                        .replaceWithVoid();
    }

    private boolean full(Row row) {
        return row.version().version() % Recorder.INTERVAL == 0 && oldest(row) > 0;
    }

    private long oldest(Row row) {
        return row.version().version() - keptVersions;
    }

    private static Columns<Row> keys(List<Row> rows) {
        return Columns.of(rows)
                .text(row -> row.key().tenant().value())
                .text(row -> row.key().device().value())
                .text(row -> row.key().name().value());
    }

    /** Forgets up to so many of those that are older than is promised, and answers how many. */
    Uni<Integer> forget(SqlConnection connection, Instant now, int most) {
        var before = now.minus(settings.kept()).minus(Recorder.PERIOD);
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(Rows.utc(before), most))
                .map(rows -> rows.rowCount());
    }
}
