// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.rollout.Admission;
import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobEvent;
import io.muster.ota.rollout.JobKind;
import io.muster.ota.rollout.JobOrder;
import io.muster.ota.rollout.JobStep;
import io.muster.ota.rollout.Tally;
import io.muster.ota.rollout.Wave;
import io.muster.ota.rollout.WavePlan;
import io.muster.ota.store.CandidateStore;
import io.muster.ota.store.CandidateStore.Candidate;
import io.muster.ota.store.JobQueries;
import io.muster.ota.store.JobStore;
import io.muster.ota.store.SlotStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/** Brings a rollout to its devices: chooses them, makes their jobs, shows these. */
@ApplicationScoped
class Releasing {

    private static final int PLAN_BATCH = 2000;
    private static final int JOB_BATCH = 200;

    private final CandidateStore candidates;
    private final JobStore jobs;
    private final JobQueries queries;
    private final SlotStore slots;
    private final JobMoves moves;

    Releasing(
            CandidateStore candidates,
            JobStore jobs,
            JobQueries queries,
            SlotStore slots,
            JobMoves moves) {
        this.candidates = candidates;
        this.jobs = jobs;
        this.queries = queries;
        this.slots = slots;
        this.moves = moves;
    }

    /** Chooses a batch of devices; after the last one, cuts them into waves. */
    Uni<Boolean> plan(RolloutWork work) {
        return candidates
                .plan(work.connection(), work.tenant(), work.rollout(), PLAN_BATCH)
                .chain(chosen -> chosen < PLAN_BATCH ? cut(work) : Uni.createFrom().item(true));
    }

    private Uni<Boolean> cut(RolloutWork work) {
        return candidates
                .lowest(work.connection(), work.tenant(), work.id())
                .map(lowest -> reaching(work, lowest))
                .chain(waves -> InTurn.forEach(waves, wave -> size(work, wave)))
                .invoke(work::planned)
                .replaceWith(true);
    }

    private static List<Wave> reaching(RolloutWork work, OptionalInt lowest) {
        var waves = work.course().waves();
        return lowest.isEmpty() ? waves : WavePlan.reaching(waves, lowest.getAsInt());
    }

    private Uni<Void> size(RolloutWork work, Wave wave) {
        return candidates
                .count(work.connection(), work.tenant(), work.id(), wave)
                .invoke(devices -> work.put(wave.with(Tally.of(devices))))
                .replaceWithVoid();
    }

    /** Makes jobs for the next devices of a wave. */
    Uni<Boolean> release(RolloutWork work, Wave wave, int atMost) {
        int limit = Math.min(atMost, JOB_BATCH);
        return candidates
                .take(work.connection(), work.tenant(), work.id(), wave, limit)
                .map(taken -> taken.stream().map(device -> job(work, wave, device)).toList())
                .call(made -> jobs.insert(work.connection(), work.tenant(), made))
                .invoke(made -> made.forEach(work::added))
                .map(made -> !made.isEmpty());
    }

    private static Job job(RolloutWork work, Wave wave, Candidate candidate) {
        var spec = work.rollout().spec();
        var order =
                new JobOrder(
                        UUID.randomUUID(),
                        work.id(),
                        wave.number(),
                        candidate.device(),
                        JobKind.UPDATE,
                        spec.release(),
                        spec.product(),
                        candidate.installed().orElse(""));
        var admission =
                Admission.of(
                        JobKind.UPDATE, spec.version(), candidate.here(), candidate.installed());
        return Job.of(order, spec.version(), admission, work.now());
    }

    /** Shows queued jobs to those devices that have nothing else to do. */
    Uni<Boolean> offer(RolloutWork work, Wave wave, int atMost) {
        int limit = Math.min(atMost, JOB_BATCH);
        return queries.offerable(work.connection(), work.tenant(), work.id(), wave.number(), limit)
                .chain(queued -> offer(work, queued));
    }

    private Uni<Boolean> offer(RolloutWork work, List<Job> queued) {
        if (queued.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return slots.fill(work.connection(), work.tenant(), queued)
                .call(numbers ->
                        InTurn.forEach(shown(queued, numbers), job -> show(work, job, numbers)))
                .map(numbers -> !numbers.isEmpty());
    }

    private static List<Job> shown(List<Job> queued, Map<UUID, Long> numbers) {
        return queued.stream().filter(job -> numbers.containsKey(job.id())).toList();
    }

    private Uni<Void> show(RolloutWork work, Job job, Map<UUID, Long> numbers) {
        if (!(job.progress().on(new JobEvent.Offered()) instanceof JobStep.To(var next))) {
            throw new IllegalStateException("a queued job that can't be offered");
        }
        var limits = work.rollout().spec().policy().limits();
        var offered =
                job.moved(next, "", limits, work.now()).told(numbers.getOrDefault(job.id(), 0L));
        return moves.write(work, job, offered);
    }
}
