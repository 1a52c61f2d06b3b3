// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whose turn it is, and how far each job is. Who works on a job holds its row, so that nobody else
 * does; a crash lets go of it.
 */
@ApplicationScoped
public class JobQueue {

    private static final String CLAIM =
            """
            SELECT * FROM bulk_job WHERE state IN ('QUEUED', 'RUNNING') AND (not_before IS NULL OR not_before <= now())
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
            """
            UPDATE bulk_job SET touched_at = clock_timestamp(), not_before = clock_timestamp() + $3 * interval '1 millisecond'
            WHERE tenant_id = $1 AND job_id = $2 AND state IN ('QUEUED', 'RUNNING')
            """;

    /** The job that waited longest for its next batch and that nobody works on, held. */
    public Uni<Optional<BulkJob>> claim(SqlConnection connection) {
        return JobRows.one(connection, CLAIM, Tuple.tuple());
    }

    /**
     * Counts what became of the next rows of a job that the caller holds.
     *
     * @param place the last row that was looked at
     */
    public Uni<Void> advance(
            SqlConnection connection, BulkJob job, List<RowOutcome> outcomes, long place) {
        var values =
                JobRows.key(job)
                        .addLong((long) outcomes.size())
                        .addLong(count(outcomes, RowResult.CREATED))
                        .addLong(count(outcomes, RowResult.UPDATED))
                        .addLong(count(outcomes, RowResult.UNCHANGED))
                        .addLong(count(outcomes, RowResult.FAILED))
                        .addLong(place);
        return connection.preparedQuery(ADVANCE).execute(values).replaceWithVoid();
    }

    /** All rows were looked at in this turn; those that wait are looked at again. */
    public Uni<Void> turn(SqlConnection connection, BulkJob job) {
        var values = JobRows.key(job).addInteger(BulkJob.LAST_TURN);
        return connection.preparedQuery(TURN).execute(values).replaceWithVoid();
    }

    /** Puts a job behind all others that wait for their next batch, for so long at least. */
    public Uni<Void> postpone(SqlConnection connection, BulkJob job, Duration pause) {
        return connection
                .preparedQuery(POSTPONE)
                .execute(JobRows.key(job).addDouble((double) pause.toMillis()))
                .replaceWithVoid();
    }

    private static long count(List<RowOutcome> outcomes, RowResult result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).count();
    }
}
