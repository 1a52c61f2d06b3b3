// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.rollout.Admission;
import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobEvent;
import io.muster.ota.rollout.JobKind;
import io.muster.ota.rollout.JobOrder;
import io.muster.ota.rollout.RolloutState;
import io.muster.ota.rollout.Tally;
import io.muster.ota.rollout.Wave;
import io.muster.ota.rollout.WaveState;
import io.muster.ota.store.JobQueries;
import io.muster.ota.store.JobQueries.Affected;
import io.muster.ota.store.JobStore;
import io.muster.ota.store.WayBackStore;
import io.muster.ota.store.WayBackStore.WayBack;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes a rollout back: calls jobs back, sends devices back to what they ran before. */
@ApplicationScoped
class Retreat {

    private static final int BATCH = 200;

    private final JobQueries queries;
    private final JobStore jobs;
    private final JobMoves moves;
    private final WayBackStore waysBack;

    Retreat(JobQueries queries, JobStore jobs, JobMoves moves, WayBackStore waysBack) {
        this.queries = queries;
        this.jobs = jobs;
        this.moves = moves;
        this.waysBack = waysBack;
    }

    /** Calls back a batch of jobs that no device has begun to install. */
    Uni<Boolean> withdraw(RolloutWork work) {
        return queries.withdrawable(work.connection(), work.tenant(), work.id(), BATCH)
                .call(open -> moves.applyAll(work, open, new JobEvent.Withdrawn("rollout-aborted")))
                .map(open -> !open.isEmpty());
    }

    /** How many devices still need a job back, up to a batch. */
    Uni<Integer> affected(RolloutWork work) {
        return work.rollout().state().sendsBack()
                ? list(work).map(List::size)
                : Uni.createFrom().item(0);
    }

    private Uni<List<Affected>> list(RolloutWork work) {
        return queries.affected(work.connection(), work.tenant(), work.id(), BATCH);
    }

    /** Begins to send devices back, or makes the next jobs back. */
    Uni<Boolean> rollBack(RolloutWork work) {
        if (work.rollout().state() == RolloutState.ABORTING) {
            work.become(RolloutState.ROLLING_BACK, work.rollout().reason());
            work.put(
                    new Wave(
                            JobOrder.WAY_BACK,
                            0,
                            0,
                            0,
                            WaveState.OPEN,
                            Tally.of(0),
                            Optional.empty()));
            return Uni.createFrom().item(true);
        }
        return list(work).chain(affected -> sendBack(work, affected));
    }

    private Uni<Boolean> sendBack(RolloutWork work, List<Affected> affected) {
        var versions = affected.stream().map(Affected::previousVersion).distinct().toList();
        return waysBack.find(work.connection(), work.tenant(), work.rollout().spec(), versions)
                .map(ways -> affected.stream().map(device -> job(work, device, ways)).toList())
                .call(made -> jobs.insert(work.connection(), work.tenant(), made))
                .invoke(made -> made.forEach(job -> add(work, job)))
                .map(made -> !made.isEmpty());
    }

    private static void add(RolloutWork work, Job job) {
        var wave = work.course().rollback().orElseThrow();
        work.put(wave.with(wave.tally().resized(wave.tally().size() + 1)));
        work.added(job);
    }

    private static Job job(RolloutWork work, Affected device, Map<String, WayBack> ways) {
        var spec = work.rollout().spec();
        var way = Optional.ofNullable(ways.get(device.previousVersion()));
        var version = way.map(WayBack::version).orElse(device.previousVersion());
        var order =
                new JobOrder(
                        UUID.randomUUID(),
                        work.id(),
                        JobOrder.WAY_BACK,
                        device.device(),
                        JobKind.ROLLBACK,
                        way.map(WayBack::release).orElse(spec.release()),
                        spec.product(),
                        spec.version());
        return Job.of(order, version, admission(device, way), work.now());
    }

    private static Admission admission(Affected device, Optional<WayBack> way) {
        if (way.isEmpty()) {
            return Admission.impossible("no-previous-release");
        }
        return way.get().secure()
                ? Admission.of(JobKind.ROLLBACK, way.get().version(), true, device.installed())
                : Admission.impossible("security-version");
    }
}
