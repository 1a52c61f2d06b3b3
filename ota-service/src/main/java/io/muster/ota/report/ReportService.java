// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.report;

import io.muster.ota.engine.DeviceMoves;
import io.muster.ota.engine.Transactions;
import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobEvent;
import io.muster.ota.rollout.JobEvent.Acknowledged;
import io.muster.ota.rollout.JobStep;
import io.muster.ota.store.InstalledStore;
import io.muster.ota.store.JobStore;
import io.muster.platform.topic.DeviceTopic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Applies what a device says of its job, once, however often and in whatever order it arrives. */
@ApplicationScoped
class ReportService {

    private final Transactions transactions;
    private final JobStore jobs;
    private final DeviceMoves moves;
    private final InstalledStore installed;
    private final Clock clock;

    ReportService(
            Transactions transactions,
            JobStore jobs,
            DeviceMoves moves,
            InstalledStore installed,
            Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.moves = moves;
        this.installed = installed;
        this.clock = clock;
    }

    Uni<Effect> report(DeviceTopic device, Payload.Report report) {
        var message = new Addressed(report.job(), report.rev(), report.reported(), report.detail());
        return apply(device, message, report.reported().version());
    }

    Uni<Effect> acknowledge(DeviceTopic device, Payload.Ack ack) {
        return apply(device, new Addressed(ack.job(), ack.rev(), new Acknowledged(), ""), "");
    }

    private record Addressed(UUID job, long rev, JobEvent event, String words) {}

    private Uni<Effect> apply(DeviceTopic device, Addressed message, String version) {
        return transactions.run(connection ->
                jobs.find(connection, device.tenant(), message.job())
                        .chain(job -> apply(connection, device, message, version, job)));
    }

    private Uni<Effect> apply(
            SqlConnection connection,
            DeviceTopic device,
            Addressed message,
            String version,
            Optional<Job> found) {
        var job = found.filter(it -> it.device().equals(device.device()));
        if (job.isEmpty()) {
            return Uni.createFrom().item(Effect.UNKNOWN_JOB);
        }
        if (job.get().rev() != message.rev()) {
            return Uni.createFrom().item(Effect.OTHER_REVISION);
        }
        return moves.apply(connection, device.tenant(), job.get(), message.event(), message.words())
                .chain(step ->
                        switch (step) {
                            case JobStep.To _ ->
                                    note(connection, device, job.get(), version)
                                            .replaceWith(Effect.MOVED);
                            case JobStep.Ignored(var cause) ->
                                    Uni.createFrom().item(Effect.of(cause));
                        });
    }

    /** What an ignored report says of the version may be old; what a new one says is news. */
    private Uni<Void> note(SqlConnection connection, DeviceTopic device, Job job, String version) {
        return version.isEmpty()
                ? Uni.createFrom().voidItem()
                : installed.save(
                        connection,
                        device.tenant(),
                        device.device(),
                        job.order().product(),
                        version,
                        clock.instant());
    }
}
