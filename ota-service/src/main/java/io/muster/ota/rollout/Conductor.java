// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import io.muster.ota.rollout.Gate.Verdict;
import io.muster.ota.rollout.Policy.OnAbort;
import io.muster.ota.rollout.Policy.OnFailure;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what a rollout does next, from what is stored of it. The one who carries a step out does
 * so in the transaction that read the course, under the rollout's lock, and asks again.
 */
public final class Conductor {

    private static final Step NOTHING = new Step.Wait(Optional.empty());

    private Conductor() {}

    /**
     * The next step.
     *
     * @param affected devices that took the release and have no job back yet
     */
    public static Step next(Course course, int affected, Instant now) {
        return switch (course.state()) {
            case RUNNING -> run(course, now);
            case ABORTING -> abort(course);
            case ROLLING_BACK -> rollBack(course, affected);
            case ROLLED_BACK, ROLLBACK_FAILED -> straggle(course, affected);
            case DRAFT, PAUSED, COMPLETED, ABORTED, CANCELLED -> NOTHING;
        };
    }

    private static Step run(Course course, Instant now) {
        if (!course.planned()) {
            return new Step.Plan();
        }
        return course.current()
                .map(wave -> advance(course, wave, now))
                .orElseGet(() -> new Step.Finish(RolloutState.COMPLETED));
    }

    private static Step advance(Course course, Wave wave, Instant now) {
        return switch (wave.state()) {
            case PENDING -> new Step.Open(wave);
            case WAIVED ->
                    wave.tally().settled() < wave.tally().size()
                            ? fill(course, wave, Optional.empty())
                            : new Step.Close(wave, WaveState.PASSED);
            default -> judge(course, wave, now);
        };
    }

    private static Step judge(Course course, Wave wave, Instant now) {
        var rule = course.policy().gate();
        return switch (Gate.verdict(rule, wave, now)) {
            case Verdict.Passed() -> new Step.Close(wave, WaveState.PASSED);
            case Verdict.Empty() -> new Step.Close(wave, WaveState.EMPTY);
            case Verdict.Failed(var reason) ->
                    rule.onFailure() == OnFailure.ABORT
                            ? new Step.Abort(wave, reason)
                            : new Step.Hold(wave, reason);
            case Verdict.Waiting(var until) -> fill(course, wave, until);
        };
    }

    private static Step fill(Course course, Wave wave, Optional<Instant> until) {
        var tally = wave.tally();
        int room = course.policy().maxInFlight() - course.total().inFlight();
        int missing = Math.min(tally.size() - tally.released(), room - tally.queued());
        if (missing > 0) {
            return new Step.Release(wave, missing);
        }
        return offerOr(wave, room, new Step.Wait(until));
    }

    private static Step abort(Course course) {
        var total = course.total();
        if (total.queued() + total.offered() > 0) {
            return new Step.Withdraw();
        }
        if (course.policy().onAbort() == OnAbort.ROLLBACK_AFFECTED) {
            return new Step.Rollback();
        }
        return total.installing() > 0 ? NOTHING : new Step.Finish(RolloutState.ABORTED);
    }

    /**
     * Devices that were installing when the rollout stopped are waited for: they may take it yet.
     */
    private static Step rollBack(Course course, int affected) {
        var back = course.rollback().orElseThrow().tally();
        boolean underWay = back.settled() < back.size() || course.total().inFlight() > 0;
        if (affected > 0 || underWay) {
            return straggle(course, affected);
        }
        return new Step.Finish(
                back.failed() > 0 ? RolloutState.ROLLBACK_FAILED : RolloutState.ROLLED_BACK);
    }

    private static Step straggle(Course course, int affected) {
        if (affected > 0) {
            return new Step.Rollback();
        }
        var back = course.rollback().orElseThrow();
        int room = course.policy().maxInFlight() - back.tally().inFlight();
        return offerOr(back, room, NOTHING);
    }

    private static Step offerOr(Wave wave, int room, Step otherwise) {
        int ready = Math.min(wave.tally().queued(), room);
        return ready > 0 ? new Step.Offer(wave, ready) : otherwise;
    }
}
