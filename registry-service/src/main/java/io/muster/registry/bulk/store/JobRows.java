// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.bulk.input.FileFormat;
import io.muster.registry.bulk.store.BulkJob.Counts;
import io.muster.registry.bulk.store.BulkJob.Mark;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of jobs as jobs. */
final class JobRows {

    private JobRows() {}

    static Tuple key(BulkJob job) {
        return Tuple.tuple().addString(job.tenant().value()).addUUID(job.id());
    }

    static Uni<Optional<BulkJob>> one(SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    static Uni<List<BulkJob>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(JobRows::job).toList());
    }

    private static BulkJob job(Row row) {
        return new BulkJob(
                new TenantId(row.getString("tenant_id")),
                row.getUUID("job_id"),
                JobMode.valueOf(row.getString("mode")),
                FileFormat.valueOf(row.getString("format")),
                row.getString("header"),
                JobState.valueOf(row.getString("state")),
                row.getString("actor"),
                row.getString("sha256"),
                counts(row),
                new Mark(row.getInteger("turn"), row.getLong("place")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("started_at")),
                instant(row.getOffsetDateTime("finished_at")));
    }

    private static Counts counts(Row row) {
        return new Counts(
                row.getLong("total"),
                row.getLong("done"),
                row.getLong("created"),
                row.getLong("updated"),
                row.getLong("unchanged"),
                row.getLong("failed"));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
