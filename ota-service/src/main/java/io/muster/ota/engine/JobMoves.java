// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobEvent;
import io.muster.ota.rollout.JobStep;
import io.muster.ota.store.JobStore;
import io.muster.ota.store.SlotStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Moves jobs of a rollout that is open for work. */
@ApplicationScoped
public class JobMoves {

    private final JobStore jobs;
    private final SlotStore slots;

    JobMoves(JobStore jobs, SlotStore slots) {
        this.jobs = jobs;
        this.slots = slots;
    }

    /** Applies an event; {@code words} are the device's own, empty without any. */
    public Uni<JobStep> apply(RolloutWork work, Job job, JobEvent event, String words) {
        var step = job.progress().on(event);
        return switch (step) {
            case JobStep.To(var next) -> {
                var limits = work.rollout().spec().policy().limits();
                yield write(work, job, job.moved(next, words, limits, work.now()))
                        .replaceWith(step);
            }
            case JobStep.Ignored _ -> Uni.createFrom().item(step);
        };
    }

    /** Applies the same event to many jobs. */
    Uni<Void> applyAll(RolloutWork work, List<Job> all, JobEvent event) {
        return InTurn.forEach(all, job -> apply(work, job, event, "").replaceWithVoid());
    }

    /** Writes a job that was moved and frees its device when that was its end. */
    Uni<Void> write(RolloutWork work, Job before, Job after) {
        work.moved(before, after);
        boolean freed = before.state().active() && after.state().terminal();
        return jobs.replace(work.connection(), work.tenant(), after)
                .chain(() ->
                        freed
                                ? slots.clear(work.connection(), work.tenant(), after)
                                : Uni.createFrom().voidItem());
    }
}
