// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobState;
import io.muster.platform.paging.Cursor;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Searches among the jobs of one rollout, each bounded. */
@ApplicationScoped
public class JobQueries {

    private static final String OVERDUE =
            """
            SELECT * FROM job WHERE tenant_id = $1 AND rollout_id = $2 AND deadline_at <= $3
            ORDER BY deadline_at LIMIT $4
            """;
    private static final String NEXT_DEADLINE =
            """
            SELECT min(deadline_at) AS next FROM job
            WHERE tenant_id = $1 AND rollout_id = $2 AND deadline_at IS NOT NULL
            """;
    private static final String ORPHANED =
            """
            SELECT j.* FROM job j
            LEFT JOIN device d ON d.tenant_id = j.tenant_id AND d.device_id = j.device_id
            WHERE j.tenant_id = $1 AND j.rollout_id = $2
              AND j.state IN ('QUEUED', 'OFFERED', 'DOWNLOADING', 'DOWNLOADED', 'INSTALLING', 'VERIFYING')
              AND (d.device_id IS NULL OR d.state = 'RETIRED')
            LIMIT $3
            """;
    private static final String WITHDRAWABLE =
            """
            SELECT * FROM job WHERE tenant_id = $1 AND rollout_id = $2 AND kind = 'UPDATE'
              AND state IN ('QUEUED', 'OFFERED', 'DOWNLOADING', 'DOWNLOADED')
            ORDER BY device_id LIMIT $3
            """;
    private static final String OFFERABLE =
            """
            SELECT j.* FROM job j
            LEFT JOIN job_slot s ON s.tenant_id = j.tenant_id AND s.device_id = j.device_id
            WHERE j.tenant_id = $1 AND j.rollout_id = $2 AND j.wave = $3 AND j.state = 'QUEUED' AND s.job_id IS NULL
            ORDER BY j.device_id LIMIT $4
            """;
    // Took it, and has not been seen on another version since; or is seen on it although its job
    // was called back or given up before.
    private static final String AFFECTED =
            """
            SELECT j.device_id, j.previous_version, i.version AS installed FROM job j
            LEFT JOIN installed i ON i.tenant_id = j.tenant_id AND i.device_id = j.device_id AND i.product = j.product
            WHERE j.tenant_id = $1 AND j.rollout_id = $2 AND j.kind = 'UPDATE'
              AND j.state IN ('SUCCEEDED', 'FAILED', 'TIMED_OUT', 'REJECTED', 'CANCELLED')
              AND (i.version = j.version
                OR (j.took AND (i.version IS NULL OR i.seen_at <= j.changed_at)))
              AND NOT EXISTS (SELECT 1 FROM job b WHERE b.tenant_id = j.tenant_id AND b.rollout_id = j.rollout_id
                AND b.device_id = j.device_id AND b.kind = 'ROLLBACK')
            ORDER BY j.device_id LIMIT $3
            """;
    private static final String PAGE =
            """
            SELECT * FROM job WHERE tenant_id = $1 AND rollout_id = $2 AND (device_id, kind) > ($3, $4)
              AND ($5::text IS NULL OR state = $5)
            ORDER BY device_id, kind LIMIT $6
            """;

    /**
     * A device that has to be sent back, what it ran before, and what it runs now as far as known.
     */
    public record Affected(DeviceId device, String previousVersion, Optional<String> installed) {}

    /** Jobs whose time is up. */
    public Uni<List<Job>> overdue(
            SqlConnection connection, TenantId tenant, UUID rollout, Instant now, int limit) {
        return jobs(connection, OVERDUE, Tuple.of(tenant.value(), rollout, Rows.utc(now), limit));
    }

    /** When the next job's time is up. */
    public Uni<Optional<Instant>> nextDeadline(
            SqlConnection connection, TenantId tenant, UUID rollout) {
        return connection
                .preparedQuery(NEXT_DEADLINE)
                .execute(Tuple.of(tenant.value(), rollout))
                .map(rows -> Rows.time(rows.iterator().next(), "next"));
    }

    /** Open jobs whose device is gone. */
    public Uni<List<Job>> orphaned(
            SqlConnection connection, TenantId tenant, UUID rollout, int limit) {
        return jobs(connection, ORPHANED, Tuple.of(tenant.value(), rollout, limit));
    }

    /** Updates that can be called back. */
    public Uni<List<Job>> withdrawable(
            SqlConnection connection, TenantId tenant, UUID rollout, int limit) {
        return jobs(connection, WITHDRAWABLE, Tuple.of(tenant.value(), rollout, limit));
    }

    /** Queued jobs of a wave whose device has nothing else to do. */
    public Uni<List<Job>> offerable(
            SqlConnection connection, TenantId tenant, UUID rollout, int wave, int limit) {
        return jobs(connection, OFFERABLE, Tuple.of(tenant.value(), rollout, wave, limit));
    }

    private static Uni<List<Job>> jobs(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> Rows.list(rows, JobRow::read));
    }

    /** Devices that took the rollout's release and have no job back yet. */
    public Uni<List<Affected>> affected(
            SqlConnection connection, TenantId tenant, UUID rollout, int limit) {
        return connection
                .preparedQuery(AFFECTED)
                .execute(Tuple.of(tenant.value(), rollout, limit))
                .map(rows -> Rows.list(rows, JobQueries::affected));
    }

    private static Affected affected(Row row) {
        return new Affected(
                new DeviceId(row.getString("device_id")),
                row.getString("previous_version"),
                Optional.ofNullable(row.getString("installed")));
    }

    /** The jobs of a rollout by device, from a cursor on. */
    public Uni<List<Job>> page(
            SqlConnection connection,
            TenantId tenant,
            UUID rollout,
            Optional<JobState> state,
            Optional<Cursor> from,
            int limit) {
        var after = from.map(Cursor::position).orElse(List.of("", ""));
        var parameters =
                Tuple.tuple()
                        .addString(tenant.value())
                        .addUUID(rollout)
                        .addString(after.get(0))
                        .addString(after.get(1))
                        .addString(state.map(JobState::name).orElse(null))
                        .addInteger(limit);
        return jobs(connection, PAGE, parameters);
    }

    /** Where a job stands in the list. */
    public static Cursor cursor(Job job) {
        return Cursor.at(job.device().value(), job.order().kind().name());
    }
}
