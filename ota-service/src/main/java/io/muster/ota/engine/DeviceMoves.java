// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobEvent;
import io.muster.ota.rollout.JobState;
import io.muster.ota.rollout.JobStep;
import io.muster.ota.rollout.JobStep.Cause;
import io.muster.ota.rollout.Tally;
import io.muster.ota.store.JobStore;
import io.muster.ota.store.RolloutStore;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Moves a job because its device said something. Most reports move no counter: they change the
 * job's row alone, so that a rollout's lock is not the bottleneck of its downloads. Those that do
 * move one take the lock first and look at the job again under it.
 */
@ApplicationScoped
public class DeviceMoves {

    private final RolloutWorks works;
    private final RolloutStore rollouts;
    private final JobStore jobs;
    private final JobMoves moves;
    private final Announcements announcements;
    private final Clock clock;

    DeviceMoves(
            RolloutWorks works,
            RolloutStore rollouts,
            JobStore jobs,
            JobMoves moves,
            Announcements announcements,
            Clock clock) {
        this.works = works;
        this.rollouts = rollouts;
        this.jobs = jobs;
        this.moves = moves;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** Applies an event; {@code words} are the device's own, empty without any. */
    public Uni<JobStep> apply(
            SqlConnection connection, TenantId tenant, Job job, JobEvent event, String words) {
        return switch (job.progress().on(event)) {
            case JobStep.Ignored ignored -> Uni.createFrom().item(ignored);
            case JobStep.To step ->
                    counted(job.state(), step.next().state())
                            ? locked(connection, tenant, job, event, words)
                            : alone(connection, tenant, job, step, words);
        };
    }

    private static boolean counted(JobState from, JobState to) {
        var before = Tally.of(1).plus(from);
        return !before.moved(from, to).equals(before);
    }

    private Uni<JobStep> locked(
            SqlConnection connection, TenantId tenant, Job job, JobEvent event, String words) {
        return works.open(connection, tenant, job.order().rollout())
                .chain(work -> again(work.orElseThrow(), job, event, words));
    }

    private Uni<JobStep> again(RolloutWork work, Job job, JobEvent event, String words) {
        return jobs.find(work.connection(), work.tenant(), job.id())
                .chain(current ->
                        current.isPresent()
                                ? moves.apply(work, current.get(), event, words)
                                : Uni.createFrom().item(new JobStep.Ignored(Cause.ENDED)))
                .call(() -> works.close(work));
    }

    private Uni<JobStep> alone(
            SqlConnection connection, TenantId tenant, Job job, JobStep.To step, String words) {
        return rollouts.find(connection, tenant, job.order().rollout())
                .map(rollout -> rollout.orElseThrow().spec().policy().limits())
                .map(limits ->
                        job.moved(
                                step.next(),
                                words,
                                limits,
                                clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .call(next -> jobs.replace(connection, tenant, next))
                .call(next ->
                        next.state() == job.state()
                                ? Uni.createFrom().voidItem()
                                : announcements.job(connection, tenant, next))
                .replaceWith(step);
    }
}
