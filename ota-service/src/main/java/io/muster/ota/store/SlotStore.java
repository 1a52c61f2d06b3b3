// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.Job;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What each device is told on its one retained topic. A slot holds one job, whichever rollout it
 * comes from, and counts its own changes; it waits to be published until the count that was
 * published has caught up, which makes the row its own outbox.
 */
@ApplicationScoped
public class SlotStore {

    // A slot that somebody else has just filled is locked, looked at again, and left alone.
    private static final String FILL =
            """
            INSERT INTO job_slot (tenant_id, device_id, job_id, rev, published_rev)
            SELECT $1, device, job, 1, 0 FROM unnest($2::text[], $3::uuid[]) AS offered (device, job)
            ON CONFLICT (tenant_id, device_id) DO UPDATE SET job_id = excluded.job_id, rev = job_slot.rev + 1
            WHERE job_slot.job_id IS NULL
            RETURNING job_id, rev
            """;
    private static final String CLEAR =
            """
            UPDATE job_slot SET job_id = NULL, rev = rev + 1
            WHERE tenant_id = $1 AND device_id = $2 AND job_id = $3
            """;
    // The claim keeps two publishers from overtaking each other on one topic; it runs out when its
    // holder dies.
    private static final String CLAIM =
            """
            UPDATE job_slot SET claimed_until = $3 WHERE tenant_id = $1 AND device_id IN (
                SELECT device_id FROM job_slot
                WHERE tenant_id = $1 AND published_rev < rev AND (claimed_until IS NULL OR claimed_until < $2)
                ORDER BY device_id LIMIT $4 FOR UPDATE SKIP LOCKED)
            RETURNING device_id, job_id, rev
            """;
    private static final String PUBLISHED =
            """
            UPDATE job_slot SET published_rev = $3, claimed_until = NULL
            WHERE tenant_id = $1 AND device_id = $2 AND published_rev < $3
            """;
    private static final String UNCLAIM =
            """
            UPDATE job_slot SET claimed_until = NULL WHERE tenant_id = $1 AND device_id = ANY ($2) AND claimed_until = $3
            """;
    private static final String PENDING_TENANTS =
            "SELECT DISTINCT tenant_id FROM job_slot WHERE published_rev < rev LIMIT $1";

    /**
     * What is to be published.
     *
     * @param job empty when the device has nothing to do
     */
    public record Pending(DeviceId device, Optional<UUID> job, long rev) {}

    /** Shows jobs to their devices where these are free; answers the numbers of those that are. */
    public Uni<Map<UUID, Long>> fill(SqlConnection connection, TenantId tenant, List<Job> jobs) {
        var devices = jobs.stream().map(job -> job.device().value()).toArray(String[]::new);
        var ids = jobs.stream().map(Job::id).toArray(UUID[]::new);
        return connection
                .preparedQuery(FILL)
                .execute(Tuple.of(tenant.value(), devices, ids))
                .map(rows -> {
                    var numbers = new HashMap<UUID, Long>();
                    rows.forEach(row -> numbers.put(row.getUUID("job_id"), row.getLong("rev")));
                    return numbers;
                });
    }

    /** Takes a job away from its device; does nothing when the device was told something else. */
    public Uni<Void> clear(SqlConnection connection, TenantId tenant, Job job) {
        return connection
                .preparedQuery(CLEAR)
                .execute(Tuple.of(tenant.value(), job.device().value(), job.id()))
                .replaceWithVoid();
    }

    /** Takes slots that changed, for the caller alone to publish until then. */
    public Uni<List<Pending>> claim(
            SqlConnection connection, TenantId tenant, Instant now, Instant until, int limit) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(tenant.value(), Rows.utc(now), Rows.utc(until), limit))
                .map(rows -> Rows.list(rows, SlotStore::read));
    }

    /** Notes what the broker has confirmed. */
    public Uni<Void> published(SqlConnection connection, TenantId tenant, List<Pending> sent) {
        if (sent.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows =
                sent.stream()
                        .map(slot -> Tuple.of(tenant.value(), slot.device().value(), slot.rev()))
                        .toList();
        return connection.preparedQuery(PUBLISHED).executeBatch(rows).replaceWithVoid();
    }

    /** Gives back what was claimed until then and could not be published. */
    public Uni<Void> unclaim(
            SqlConnection connection, TenantId tenant, List<Pending> unsent, Instant until) {
        if (unsent.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var devices = unsent.stream().map(slot -> slot.device().value()).toArray(String[]::new);
        return connection
                .preparedQuery(UNCLAIM)
                .execute(Tuple.of(tenant.value(), devices, Rows.utc(until)))
                .replaceWithVoid();
    }

    /** Tenants that have something to publish. */
    public Uni<List<TenantId>> pendingTenants(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(PENDING_TENANTS)
                .execute(Tuple.of(limit))
                .map(rows -> Rows.list(rows, row -> new TenantId(row.getString("tenant_id"))));
    }

    private static Pending read(Row row) {
        return new Pending(
                new DeviceId(row.getString("device_id")),
                Optional.ofNullable(row.getUUID("job_id")),
                row.getLong("rev"));
    }
}
