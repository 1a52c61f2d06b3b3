// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.rollout.Job;
import io.muster.ota.rollout.JobEvent;
import io.muster.ota.rollout.Wave;
import io.muster.ota.store.JobQueries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens to jobs without their devices: time runs out, devices go. */
@ApplicationScoped
class Upkeep {

    private static final int BATCH = 100;

    /**
     * When jobs wait for devices that another rollout holds; nobody tells us when these are free.
     */
    private static final Duration WAITING = Duration.ofSeconds(5);

    /** For devices that left. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final JobQueries queries;
    private final JobMoves moves;

    Upkeep(JobQueries queries, JobMoves moves) {
        this.queries = queries;
        this.moves = moves;
    }

    /** Ends a batch of jobs whose time is up or whose device is gone; answers whether it did. */
    Uni<Boolean> sweep(RolloutWork work) {
        return queries.overdue(work.connection(), work.tenant(), work.id(), work.now(), BATCH)
                .chain(overdue ->
                        overdue.isEmpty()
                                ? orphans(work)
                                : end(work, overdue, new JobEvent.Expired()));
    }

    private Uni<Boolean> orphans(RolloutWork work) {
        return queries.orphaned(work.connection(), work.tenant(), work.id(), BATCH)
                .chain(orphaned -> end(work, orphaned, new JobEvent.DeviceLeft()));
    }

    private Uni<Boolean> end(RolloutWork work, List<Job> jobs, JobEvent event) {
        return moves.applyAll(work, jobs, event).replaceWith(!jobs.isEmpty());
    }

    /** When a rollout that has nothing to do should be looked at again; empty for never. */
    Uni<Optional<Instant>> nextLook(RolloutWork work, Optional<Instant> until) {
        var latest = latest(work);
        return latest.isEmpty()
                ? Uni.createFrom().item(latest)
                : queries.nextDeadline(work.connection(), work.tenant(), work.id())
                        .map(deadline ->
                                Stream.of(deadline, until, latest)
                                        .flatMap(Optional::stream)
                                        .min(Instant::compareTo));
    }

    private static Optional<Instant> latest(RolloutWork work) {
        var course = work.course();
        var all = course.rollback().map(Wave::tally).map(course.total()::plus);
        var tally = all.orElseGet(course::total);
        if (tally.queued() > 0) {
            return Optional.of(work.now().plus(WAITING));
        }
        return course.state().terminal() && tally.inFlight() == 0
                ? Optional.empty()
                : Optional.of(work.now().plus(IDLE));
    }
}
