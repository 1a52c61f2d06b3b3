// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

import io.muster.platform.topic.TenantId;
import io.muster.registry.bulk.input.FileFormat;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as they are begun, looked at, stopped and resumed; those that are being deleted are none.
 */
@ApplicationScoped
public class JobStore {

    private static final String INSERT =
            """
            INSERT INTO bulk_job (tenant_id, mode, format, state, actor) VALUES ($1, $2, $3, 'RECEIVING', $4) RETURNING *
            """;
    private static final String OPEN =
            """
            SELECT count(*) AS n FROM bulk_job
            WHERE tenant_id = $1 AND state IN ('RECEIVING', 'QUEUED', 'RUNNING') AND NOT ending
            """;
    private static final String TOUCH =
            """
            UPDATE bulk_job SET touched_at = now()
            WHERE tenant_id = $1 AND job_id = $2 AND state = 'RECEIVING' AND NOT ending
            """;
    private static final String RECEIVED =
            """
            UPDATE bulk_job SET state = 'QUEUED', header = $3, total = $4, sha256 = $5, request_key = $6, touched_at = now()
            WHERE tenant_id = $1 AND job_id = $2 AND state = 'RECEIVING' AND NOT ending
            RETURNING *
            """;
    private static final String FIND =
            "SELECT * FROM bulk_job WHERE tenant_id = $1 AND job_id = $2 AND NOT ending";
    private static final String BY_KEY =
            "SELECT * FROM bulk_job WHERE tenant_id = $1 AND request_key = $2 AND NOT ending";
    private static final String UNFINISHED =
            """
            SELECT * FROM bulk_job WHERE tenant_id = $1 AND sha256 = $2 AND state IN ('QUEUED', 'RUNNING')
            ORDER BY created_at LIMIT 1
            """;
    private static final String LIST =
            """
            SELECT * FROM bulk_job WHERE tenant_id = $1 AND mode = ANY($2::text[]) AND state <> 'RECEIVING' AND NOT ending
                AND ($3::timestamptz IS NULL OR (created_at, job_id) < ($3, $4))
            ORDER BY created_at DESC, job_id DESC LIMIT $5
            """;
    private static final String MOVE =
            """
            UPDATE bulk_job SET state = $3, touched_at = now(), finished_at = CASE WHEN $3 = 'CANCELLED' THEN now() END
            WHERE tenant_id = $1 AND job_id = $2
            RETURNING *
            """;
    private static final String LOCK = FIND + " FOR UPDATE";

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
        return JobRows.one(
                        connection,
                        INSERT,
                        Tuple.of(tenant.value(), mode.name(), format.name(), actor))
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
        return connection
                .preparedQuery(TOUCH)
                .execute(JobRows.key(job))
                .map(rows -> rows.rowCount() == 1);
    }

    /** All of the file is there; empty when nobody waits for it any more. */
    public Uni<Optional<BulkJob>> received(
            SqlConnection connection, BulkJob job, Received received) {
        return JobRows.one(
                connection,
                RECEIVED,
                JobRows.key(job)
                        .addString(received.header())
                        .addLong(received.rows())
                        .addString(received.sha256())
                        .addString(received.key()));
    }

    public Uni<Optional<BulkJob>> find(SqlConnection connection, TenantId tenant, UUID id) {
        return JobRows.one(connection, FIND, Tuple.of(tenant.value(), id));
    }

    /** The job that a client's key began. */
    public Uni<Optional<BulkJob>> byKey(SqlConnection connection, TenantId tenant, String key) {
        return JobRows.one(connection, BY_KEY, Tuple.of(tenant.value(), key));
    }

    /** A job with the same file that is not over. */
    public Uni<Optional<BulkJob>> unfinished(
            SqlConnection connection, TenantId tenant, String sha256) {
        return JobRows.one(connection, UNFINISHED, Tuple.of(tenant.value(), sha256));
    }

    /** The newest jobs first, those before a place. */
    public Uni<List<BulkJob>> list(
            SqlConnection connection,
            TenantId tenant,
            List<JobMode> modes,
            @Nullable Place before,
            int limit) {
        var words = modes.stream().map(JobMode::name).toArray(String[]::new);
        return JobRows.all(
                connection,
                LIST,
                Tuple.tuple()
                        .addString(tenant.value())
                        .addArrayOfString(words)
                        .addOffsetDateTime(before == null ? null : before.time())
                        .addUUID(before == null ? null : before.id())
                        .addInteger(limit));
    }

    /** Finds a job and waits until nobody works on it. */
    public Uni<Optional<BulkJob>> lock(SqlConnection connection, TenantId tenant, UUID id) {
        return JobRows.one(connection, LOCK, Tuple.of(tenant.value(), id));
    }

    /** Puts a job that the caller holds into another state. */
    public Uni<BulkJob> move(SqlConnection connection, BulkJob job, JobState next) {
        return JobRows.one(connection, MOVE, JobRows.key(job).addString(next.name()))
                .map(Optional::orElseThrow);
    }
}
