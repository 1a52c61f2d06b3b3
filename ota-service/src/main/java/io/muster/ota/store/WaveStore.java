// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.Tally;
import io.muster.ota.rollout.Wave;
import io.muster.ota.rollout.WaveState;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The waves of rollouts with their counters, the way back among them under number 0. */
@ApplicationScoped
public class WaveStore {

    private static final String LIST =
            "SELECT * FROM wave WHERE tenant_id = $1 AND rollout_id = $2 ORDER BY number";
    private static final String SAVE =
            """
            INSERT INTO wave (tenant_id, rollout_id, number, share, bucket_from, bucket_until, state, size, queued,
                offered, installing, ok, failed, skipped, withdrawn, last_success)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            ON CONFLICT (tenant_id, rollout_id, number) DO UPDATE SET bucket_from = excluded.bucket_from,
                bucket_until = excluded.bucket_until, state = excluded.state, size = excluded.size,
                queued = excluded.queued, offered = excluded.offered, installing = excluded.installing,
                ok = excluded.ok, failed = excluded.failed, skipped = excluded.skipped,
                withdrawn = excluded.withdrawn, last_success = excluded.last_success
            """;

    /** All waves of a rollout by number. */
    public Uni<List<Wave>> list(SqlConnection connection, TenantId tenant, UUID rollout) {
        return connection
                .preparedQuery(LIST)
                .execute(Tuple.of(tenant.value(), rollout))
                .map(rows -> Rows.list(rows, WaveStore::read));
    }

    /** Adds waves or writes where they stand. */
    public Uni<Void> save(
            SqlConnection connection, TenantId tenant, UUID rollout, Collection<Wave> waves) {
        if (waves.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = waves.stream().map(wave -> write(tenant, rollout, wave)).toList();
        return connection.preparedQuery(SAVE).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple write(TenantId tenant, UUID rollout, Wave wave) {
        var tally = wave.tally();
        return Tuple.tuple()
                .addString(tenant.value())
                .addUUID(rollout)
                .addInteger(wave.number())
                .addInteger(wave.share())
                .addInteger(wave.from())
                .addInteger(wave.until())
                .addString(wave.state().name())
                .addInteger(tally.size())
                .addInteger(tally.queued())
                .addInteger(tally.offered())
                .addInteger(tally.installing())
                .addInteger(tally.ok())
                .addInteger(tally.failed())
                .addInteger(tally.skipped())
                .addInteger(tally.withdrawn())
                .addOffsetDateTime(Rows.utc(wave.lastSuccess()));
    }

    private static Wave read(Row row) {
        return new Wave(
                row.getInteger("number"),
                row.getInteger("share"),
                row.getInteger("bucket_from"),
                row.getInteger("bucket_until"),
                WaveState.valueOf(row.getString("state")),
                new Tally(
                        row.getInteger("size"),
                        row.getInteger("queued"),
                        row.getInteger("offered"),
                        row.getInteger("installing"),
                        row.getInteger("ok"),
                        row.getInteger("failed"),
                        row.getInteger("skipped"),
                        row.getInteger("withdrawn")),
                Rows.time(row, "last_success"));
    }
}
