// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.Bucket;
import io.muster.ota.rollout.Rollout;
import io.muster.ota.rollout.Wave;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The devices a rollout was started for, each at its bucket, and how far their jobs have been made.
 */
@ApplicationScoped
public class CandidateStore {

    // A target of null is every device that takes updates.
    private static final String NEXT_DEVICES =
            """
            SELECT d.device_id FROM device d JOIN rollout r ON r.tenant_id = d.tenant_id AND r.id = $2
            WHERE d.tenant_id = $1 AND d.device_id > r.planned_until AND d.state IN ('ENROLLED', 'ACTIVE')
              AND (r.target IS NULL OR d.device_id = ANY (r.target))
            ORDER BY d.device_id LIMIT $3
            """;
    private static final String INSERT =
            """
            INSERT INTO candidate (tenant_id, rollout_id, bucket, device_id)
            SELECT $1, $2, bucket, device FROM unnest($3::int[], $4::text[]) AS chosen (bucket, device)
            """;
    private static final String PLANNED_UNTIL =
            "UPDATE rollout SET planned_until = $3 WHERE tenant_id = $1 AND id = $2";
    private static final String LOWEST =
            """
            SELECT bucket FROM candidate WHERE tenant_id = $1 AND rollout_id = $2 ORDER BY bucket LIMIT 1
            """;
    private static final String COUNT =
            """
            SELECT count(*) AS n FROM candidate
            WHERE tenant_id = $1 AND rollout_id = $2 AND bucket >= $3 AND bucket < $4
            """;
    private static final String NEXT =
            """
            SELECT c.bucket, c.device_id, d.state AS device_state, i.version AS installed
            FROM candidate c
            JOIN wave w ON w.tenant_id = c.tenant_id AND w.rollout_id = c.rollout_id AND w.number = $3
            JOIN rollout r ON r.tenant_id = c.tenant_id AND r.id = c.rollout_id
            LEFT JOIN device d ON d.tenant_id = c.tenant_id AND d.device_id = c.device_id
            LEFT JOIN installed i ON i.tenant_id = c.tenant_id AND i.device_id = c.device_id AND i.product = r.product
            WHERE c.tenant_id = $1 AND c.rollout_id = $2 AND c.bucket >= w.bucket_from AND c.bucket < w.bucket_until
              AND (c.bucket, c.device_id) > (w.released_bucket, w.released_device)
            ORDER BY c.bucket, c.device_id LIMIT $4
            """;
    private static final String RELEASED_UNTIL =
            """
            UPDATE wave SET released_bucket = $4, released_device = $5
            WHERE tenant_id = $1 AND rollout_id = $2 AND number = $3
            """;

    /**
     * A device whose turn it is.
     *
     * @param here it is known and not retired
     */
    public record Candidate(
            int bucket, DeviceId device, boolean here, Optional<String> installed) {}

    /** Gives the next devices their buckets; answers how many there were. */
    public Uni<Integer> plan(
            SqlConnection connection, TenantId tenant, Rollout rollout, int limit) {
        return connection
                .preparedQuery(NEXT_DEVICES)
                .execute(Tuple.of(tenant.value(), rollout.id(), limit))
                .map(rows -> Rows.list(rows, row -> row.getString("device_id")))
                .call(devices -> insert(connection, tenant, rollout, devices))
                .map(List::size);
    }

    private static Uni<Void> insert(
            SqlConnection connection, TenantId tenant, Rollout rollout, List<String> devices) {
        if (devices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var buckets =
                devices.stream()
                        .map(device -> Bucket.of(rollout.salt(), device))
                        .toArray(Integer[]::new);
        var row = Tuple.of(tenant.value(), rollout.id(), buckets, devices.toArray(String[]::new));
        return connection
                .preparedQuery(INSERT)
                .execute(row)
                .chain(() ->
                        connection
                                .preparedQuery(PLANNED_UNTIL)
                                .execute(Tuple.of(tenant.value(), rollout.id(), devices.getLast())))
                .replaceWithVoid();
    }

    /** The bucket of the first device; empty when the rollout has none. */
    public Uni<OptionalInt> lowest(SqlConnection connection, TenantId tenant, UUID rollout) {
        return connection
                .preparedQuery(LOWEST)
                .execute(Tuple.of(tenant.value(), rollout))
                .map(rows -> Rows.first(rows, row -> row.getInteger("bucket")))
                .map(lowest -> lowest.map(OptionalInt::of).orElseGet(OptionalInt::empty));
    }

    /** How many devices the wave's buckets have. */
    public Uni<Integer> count(SqlConnection connection, TenantId tenant, UUID rollout, Wave wave) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.value(), rollout, wave.from(), wave.until()))
                .map(rows -> Math.toIntExact(rows.iterator().next().getLong("n")));
    }

    /** The next devices of a wave, in the order of their buckets; marks them as done. */
    public Uni<List<Candidate>> take(
            SqlConnection connection, TenantId tenant, UUID rollout, Wave wave, int limit) {
        return connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(tenant.value(), rollout, wave.number(), limit))
                .map(rows -> Rows.list(rows, CandidateStore::read))
                .call(taken -> mark(connection, tenant, rollout, wave, taken));
    }

    private static Uni<Void> mark(
            SqlConnection connection,
            TenantId tenant,
            UUID rollout,
            Wave wave,
            List<Candidate> taken) {
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var last = taken.getLast();
        var row =
                Tuple.of(
                        tenant.value(),
                        rollout,
                        wave.number(),
                        last.bucket(),
                        last.device().value());
        return connection.preparedQuery(RELEASED_UNTIL).execute(row).replaceWithVoid();
    }

    private static Candidate read(Row row) {
        var state = row.getString("device_state");
        return new Candidate(
                row.getInteger("bucket"),
                new DeviceId(row.getString("device_id")),
                state != null && !state.equals("RETIRED"),
                Optional.ofNullable(row.getString("installed")));
    }
}
