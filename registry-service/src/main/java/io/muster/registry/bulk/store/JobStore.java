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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs. Who works on one holds its row, so that nobody else does; a crash lets go of it. */
@ApplicationScoped
public class JobStore {

    private static final String INSERT =
            """
            INSERT INTO bulk_job (tenant_id, mode, format, state, actor) VALUES ($1, $2, $3, 'RECEIVING', $4) RETURNING *
            """;
    private static final String OPEN =
            """
            SELECT count(*) AS n FROM bulk_job WHERE tenant_id = $1 AND state IN ('RECEIVING', 'QUEUED', 'RUNNING')
            """;
    private static final String TOUCH =
            "UPDATE bulk_job SET touched_at = now() WHERE tenant_id = $1 AND job_id = $2 AND state = 'RECEIVING'";
    private static final String RECEIVED =
            """
            UPDATE bulk_job SET state = 'QUEUED', header = $3, total = $4, sha256 = $5, request_key = $6, touched_at = now()
            WHERE tenant_id = $1 AND job_id = $2 AND state = 'RECEIVING'
            RETURNING *
            """;
    private static final String FIND =
            "SELECT * FROM bulk_job WHERE tenant_id = $1 AND job_id = $2";
    private static final String BY_KEY =
            "SELECT * FROM bulk_job WHERE tenant_id = $1 AND request_key = $2";
    private static final String UNFINISHED =
            """
            SELECT * FROM bulk_job WHERE tenant_id = $1 AND sha256 = $2 AND state IN ('QUEUED', 'RUNNING')
            ORDER BY created_at LIMIT 1
            """;
    private static final String LIST =
            """
            SELECT * FROM bulk_job WHERE tenant_id = $1 AND mode = ANY($2::text[]) AND state <> 'RECEIVING'
                AND ($3::timestamptz IS NULL OR (created_at, job_id) < ($3, $4))
            ORDER BY created_at DESC, job_id DESC LIMIT $5
            """;
    private static final String CLAIM =
            """
            SELECT * FROM bulk_job WHERE state IN ('QUEUED', 'RUNNING')
            ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """;
    private static final String ADVANCE =
            """
            UPDATE bulk_job SET done = done + $3, created = created + $4, updated = updated + $5,
                unchanged = unchanged + $6, failed = failed + $7, place = $8,
                state = CASE WHEN done + $3 >= total THEN 'DONE' ELSE 'RUNNING' END,
                started_at = coalesce(started_at, now()), touched_at = now(),
                finished_at = CASE WHEN done + $3 >= total THEN clock_timestamp() END
            WHERE tenant_id = $1 AND job_id = $2
            """;
    private static final String TURN =
            """
            UPDATE bulk_job SET turn = turn + 1, place = 0, touched_at = now(),
                state = CASE WHEN done >= total OR turn >= $3 THEN 'DONE' ELSE 'RUNNING' END,
                finished_at = CASE WHEN done >= total OR turn >= $3 THEN clock_timestamp() END
            WHERE tenant_id = $1 AND job_id = $2
            """;
    private static final String POSTPONE =
            "UPDATE bulk_job SET touched_at = now() WHERE tenant_id = $1 AND job_id = $2 AND state IN ('QUEUED', 'RUNNING')";
    private static final String MOVE =
            """
            UPDATE bulk_job SET state = $3, touched_at = now(), finished_at = CASE WHEN $3 = 'CANCELLED' THEN now() END
            WHERE tenant_id = $1 AND job_id = $2
            RETURNING *
            """;
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String OLD =
            """
            SELECT * FROM bulk_job
            WHERE (state IN ('DONE', 'CANCELLED') AND touched_at < $1) OR (state = 'RECEIVING' AND touched_at < $2)
            ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """;
    private static final String DELETE =
            "DELETE FROM bulk_job WHERE tenant_id = $1 AND job_id = $2";

    /** What is known of a file when all of it is there. */
    public record Received(String header, long rows, String sha256, @Nullable String key) {}

    /** A job's place in the list. */
    public record Place(OffsetDateTime time, UUID id) {}

    /** Begins a job whose file is arriving. */
    public Uni<BulkJob> insert(
            SqlConnection connection,
            TenantId tenant,
            JobMode mode,
            FileFormat format,
            String actor) {
        return one(connection, INSERT, Tuple.of(tenant.value(), mode.name(), format.name(), actor))
                .map(Optional::orElseThrow);
    }

    /** How many jobs of a tenant are not over. */
    public Uni<Long> open(SqlConnection connection, TenantId tenant) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /** The file is still arriving; false when nobody waits for it any more. */
    public Uni<Boolean> touch(SqlConnection connection, BulkJob job) {
        return connection.preparedQuery(TOUCH).execute(key(job)).map(rows -> rows.rowCount() == 1);
    }

    /** All of the file is there; empty when nobody waits for it any more. */
    public Uni<Optional<BulkJob>> received(
            SqlConnection connection, BulkJob job, Received received) {
        return one(
                connection,
                RECEIVED,
                key(job).addString(received.header())
                        .addLong(received.rows())
                        .addString(received.sha256())
                        .addString(received.key()));
    }

    public Uni<Optional<BulkJob>> find(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, FIND, Tuple.of(tenant.value(), id));
    }

    /** The job that a client's key began. */
    public Uni<Optional<BulkJob>> byKey(SqlConnection connection, TenantId tenant, String key) {
        return one(connection, BY_KEY, Tuple.of(tenant.value(), key));
    }

    /** A job with the same file that is not over. */
    public Uni<Optional<BulkJob>> unfinished(
            SqlConnection connection, TenantId tenant, String sha256) {
        return one(connection, UNFINISHED, Tuple.of(tenant.value(), sha256));
    }

    /** The newest jobs first, those before a place. */
    public Uni<List<BulkJob>> list(
            SqlConnection connection,
            TenantId tenant,
            List<JobMode> modes,
            @Nullable Place before,
            int limit) {
        var words = modes.stream().map(JobMode::name).toArray(String[]::new);
        return all(
                connection,
                LIST,
                Tuple.tuple()
                        .addString(tenant.value())
                        .addArrayOfString(words)
                        .addOffsetDateTime(before == null ? null : before.time())
                        .addUUID(before == null ? null : before.id())
                        .addInteger(limit));
    }

    /** The job that waited longest for its next batch and that nobody works on, held. */
    public Uni<Optional<BulkJob>> claim(SqlConnection connection) {
        return one(connection, CLAIM, Tuple.tuple());
    }

    /**
     * Counts what became of the next rows of a job that the caller holds.
     *
     * @param place the last row that was looked at
     */
    public Uni<Void> advance(
            SqlConnection connection, BulkJob job, List<RowOutcome> outcomes, long place) {
        var values =
                key(job).addLong((long) outcomes.size())
                        .addLong(count(outcomes, RowResult.CREATED))
                        .addLong(count(outcomes, RowResult.UPDATED))
                        .addLong(count(outcomes, RowResult.UNCHANGED))
                        .addLong(count(outcomes, RowResult.FAILED))
                        .addLong(place);
        return connection.preparedQuery(ADVANCE).execute(values).replaceWithVoid();
    }

    /** All rows were looked at in this turn; those that wait are looked at again. */
    public Uni<Void> turn(SqlConnection connection, BulkJob job) {
        var values = key(job).addInteger(BulkJob.LAST_TURN);
        return connection.preparedQuery(TURN).execute(values).replaceWithVoid();
    }

    /** Puts a job behind all others that wait for their next batch. */
    public Uni<Void> postpone(SqlConnection connection, BulkJob job) {
        return connection.preparedQuery(POSTPONE).execute(key(job)).replaceWithVoid();
    }

    private static long count(List<RowOutcome> outcomes, RowResult result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).count();
    }

    /** Finds a job and waits until nobody works on it. */
    public Uni<Optional<BulkJob>> lock(SqlConnection connection, TenantId tenant, UUID id) {
        return one(connection, LOCK, Tuple.of(tenant.value(), id));
    }

    /** Puts a job that the caller holds into another state. */
    public Uni<BulkJob> move(SqlConnection connection, BulkJob job, JobState next) {
        return one(connection, MOVE, key(job).addString(next.name())).map(Optional::orElseThrow);
    }

    /** A job that is over for so long, or whose file stopped arriving before then, held. */
    public Uni<Optional<BulkJob>> old(
            SqlConnection connection, Instant now, Duration kept, Duration patience) {
        return one(
                connection,
                OLD,
                Tuple.of(
                        now.minus(kept).atOffset(ZoneOffset.UTC),
                        now.minus(patience).atOffset(ZoneOffset.UTC)));
    }

    /** Deletes a job that has no rows any more. */
    public Uni<Void> delete(SqlConnection connection, BulkJob job) {
        return connection.preparedQuery(DELETE).execute(key(job)).replaceWithVoid();
    }

    private static Tuple key(BulkJob job) {
        return Tuple.tuple().addString(job.tenant().value()).addUUID(job.id());
    }

    private static Uni<Optional<BulkJob>> one(SqlConnection connection, String sql, Tuple values) {
        return all(connection, sql, values).map(found -> found.stream().findFirst());
    }

    private static Uni<List<BulkJob>> all(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(JobStore::job).toList());
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
