// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.Job;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of jobs: one at a time, or many new ones. */
@ApplicationScoped
public class JobStore {

    private static final String FIND = "SELECT * FROM job WHERE tenant_id = $1 AND id = $2";
    private static final String OPEN_OF_DEVICE =
            """
            SELECT * FROM job WHERE tenant_id = $1 AND device_id = $2 AND product = $3
              AND state IN ('QUEUED', 'OFFERED', 'DOWNLOADING', 'DOWNLOADED', 'INSTALLING', 'VERIFYING')
            ORDER BY id
            """;
    private static final String INSERT =
            """
            INSERT INTO job (tenant_id, id, state, acknowledged, claimed, running, took, progress, reason, detail, rev,
                revision, changed_at, offered_at, phase_since, deadline_at, rollout_id, wave, device_id, kind,
                release_id, product, version, previous_version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25)
            """;
    private static final String REPLACE =
            """
            UPDATE job SET state = $3, acknowledged = $4, claimed = $5, running = $6, took = $7, progress = $8,
                reason = $9, detail = $10, rev = $11, revision = $12, changed_at = $13, offered_at = $14,
                phase_since = $15, deadline_at = $16
            WHERE tenant_id = $1 AND id = $2 AND revision = $12 - 1
            """;

    /** Reads a job; empty when the tenant has none of this name. */
    public Uni<Optional<Job>> find(SqlConnection connection, TenantId tenant, UUID id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant.value(), id))
                .map(rows -> Rows.first(rows, JobRow::read));
    }

    /** The jobs of a device for a product that have not ended: at most one per rollout. */
    public Uni<List<Job>> openOfDevice(
            SqlConnection connection, TenantId tenant, DeviceId device, String product) {
        return connection
                .preparedQuery(OPEN_OF_DEVICE)
                .execute(Tuple.of(tenant.value(), device.value(), product))
                .map(rows -> Rows.list(rows, JobRow::read));
    }

    /** Adds jobs. */
    public Uni<Void> insert(SqlConnection connection, TenantId tenant, List<Job> jobs) {
        if (jobs.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = jobs.stream().map(job -> JobRow.whole(tenant, job)).toList();
        return connection.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    /** Writes the next revision of a job; fails when somebody else has written it meanwhile. */
    public Uni<Void> replace(SqlConnection connection, TenantId tenant, Job next) {
        return connection
                .preparedQuery(REPLACE)
                .execute(JobRow.changing(tenant, next))
                .invoke(rows -> LostRace.unless(rows.rowCount() == 1))
                .replaceWithVoid();
    }
}
