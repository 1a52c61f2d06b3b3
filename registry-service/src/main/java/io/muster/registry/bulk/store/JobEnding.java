// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Jobs on their way out. From when one is marked nobody finds, resumes or receives it; its rows are
 * deleted after that, some at a time, and then the job.
 */
@ApplicationScoped
public class JobEnding {

    private static final String BEGIN =
            """
            UPDATE bulk_job SET ending = true, request_key = NULL, touched_at = now()
            WHERE tenant_id = $1 AND job_id = $2 AND (state = 'RECEIVING' OR ending)
            """;
    private static final String OLD =
            """
            UPDATE bulk_job SET ending = true, request_key = NULL, touched_at = now() WHERE (tenant_id, job_id) IN (
                SELECT tenant_id, job_id FROM bulk_job
                WHERE (state IN ('DONE', 'CANCELLED') AND touched_at < $1)
                    OR ((state = 'RECEIVING' OR ending) AND touched_at < $2)
                ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """;
    private static final String DELETE =
            "DELETE FROM bulk_job WHERE tenant_id = $1 AND job_id = $2 AND ending";

    /**
     * Marks a job whose file is not to be kept; false when all of it has arrived meanwhile, so that
     * the job stays.
     */
    public Uni<Boolean> begin(SqlConnection connection, BulkJob job) {
        return connection
                .preparedQuery(BEGIN)
                .execute(JobRows.key(job))
                .map(marked -> marked.rowCount() == 1);
    }

    /**
     * Marks a job that is over for so long, whose file stopped arriving before then, or that is
     * marked for as long and still there.
     */
    public Uni<Optional<BulkJob>> old(
            SqlConnection connection, Instant now, Duration kept, Duration patience) {
        return JobRows.one(
                connection,
                OLD,
                Tuple.of(
                        now.minus(kept).atOffset(ZoneOffset.UTC),
                        now.minus(patience).atOffset(ZoneOffset.UTC)));
    }

    /** Deletes a job that is marked and has no rows any more. */
    public Uni<Void> delete(SqlConnection connection, BulkJob job) {
        return connection.preparedQuery(DELETE).execute(JobRows.key(job)).replaceWithVoid();
    }
}
