// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.store;

import io.muster.ota.rollout.DeviceJob;
import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobKind;
import io.muster.ota.rollout.JobOrder;
import io.muster.ota.rollout.JobState;
import io.muster.ota.rollout.JobTimes;
import io.muster.ota.rollout.Running;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** A job as its row. */
final class JobRow {

    private JobRow() {}

    /** The columns that change, from $3 on; $1 and $2 are the key. */
    static Tuple changing(TenantId tenant, Job job) {
        var progress = job.progress();
        var times = job.times();
        return Tuple.tuple()
                .addString(tenant.value())
                .addUUID(job.id())
                .addString(progress.state().name())
                .addBoolean(progress.acknowledged())
                .addBoolean(progress.claimed())
                .addString(progress.running().name())
                .addBoolean(progress.took())
                .addInteger(progress.progress())
                .addString(progress.reason())
                .addString(job.detail())
                .addLong(job.rev())
                .addInteger(job.revision())
                .addOffsetDateTime(Rows.utc(times.changed()))
                .addOffsetDateTime(Rows.utc(times.offered()))
                .addOffsetDateTime(Rows.utc(times.phaseSince()))
                .addOffsetDateTime(Rows.utc(times.deadline()));
    }

    /** All columns: those that change, and after them those that never do. */
    static Tuple whole(TenantId tenant, Job job) {
        var order = job.order();
        return changing(tenant, job)
                .addUUID(order.rollout())
                .addInteger(order.wave())
                .addString(order.device().value())
                .addString(order.kind().name())
                .addUUID(order.release())
                .addString(order.product())
                .addString(job.progress().expected())
                .addString(order.previousVersion())
                .addOffsetDateTime(Rows.utc(job.times().created()));
    }

    static Job read(Row row) {
        return new Job(
                order(row),
                progress(row),
                row.getString("detail"),
                row.getLong("rev"),
                row.getInteger("revision"),
                new JobTimes(
                        Rows.instant(row, "created_at"),
                        Rows.instant(row, "changed_at"),
                        Rows.time(row, "offered_at"),
                        Rows.time(row, "phase_since"),
                        Rows.time(row, "deadline_at")));
    }

    private static JobOrder order(Row row) {
        return new JobOrder(
                row.getUUID("id"),
                row.getUUID("rollout_id"),
                row.getInteger("wave"),
                new DeviceId(row.getString("device_id")),
                JobKind.valueOf(row.getString("kind")),
                row.getUUID("release_id"),
                row.getString("product"),
                row.getString("previous_version"));
    }

    private static DeviceJob progress(Row row) {
        return new DeviceJob(
                row.getString("version"),
                JobState.valueOf(row.getString("state")),
                row.getBoolean("acknowledged"),
                row.getBoolean("claimed"),
                Running.valueOf(row.getString("running")),
                row.getBoolean("took"),
                row.getInteger("progress"),
                row.getString("reason"));
    }
}
