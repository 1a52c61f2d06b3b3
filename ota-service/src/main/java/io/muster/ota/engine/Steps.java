// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.rollout.RolloutState;
import io.muster.ota.rollout.Step;
import io.muster.ota.rollout.WaveState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries out the steps the rules name. */
@ApplicationScoped
class Steps {

    private final Releasing releasing;
    private final Retreat retreat;

    Steps(Releasing releasing, Retreat retreat) {
        this.releasing = releasing;
        this.retreat = retreat;
    }

    /** The fact that the rules need and the counters don't tell. */
    Uni<Integer> affected(RolloutWork work) {
        return retreat.affected(work);
    }

    /** Answers whether anything changed. */
    Uni<Boolean> carryOut(RolloutWork work, Step step) {
        return switch (step) {
            case Step.Plan() -> releasing.plan(work);
            case Step.Open(var wave) -> done(() -> work.put(wave.in(WaveState.OPEN)));
            case Step.Release(var wave, int atMost) -> releasing.release(work, wave, atMost);
            case Step.Offer(var wave, int atMost) -> releasing.offer(work, wave, atMost);
            case Step.Close(var wave, var outcome) -> done(() -> work.put(wave.in(outcome)));
            case Step.Hold hold -> done(() -> hold(work, hold));
            case Step.Abort(var _, var reason) -> done(() -> work.abort(reason, WaveState.FAILED));
            case Step.Withdraw() -> retreat.withdraw(work);
            case Step.Rollback() -> retreat.rollBack(work);
            case Step.Finish(var outcome) -> done(() -> finish(work, outcome));
            case Step.Wait _ -> Uni.createFrom().item(false);
        };
    }

    private static Uni<Boolean> done(Runnable change) {
        change.run();
        return Uni.createFrom().item(true);
    }

    private static void hold(RolloutWork work, Step.Hold hold) {
        work.put(hold.wave().in(WaveState.HELD));
        work.become(RolloutState.PAUSED, hold.reason());
    }

    private static void finish(RolloutWork work, RolloutState outcome) {
        boolean nobody = outcome == RolloutState.COMPLETED && work.course().total().size() == 0;
        work.become(outcome, nobody ? "no-devices" : work.rollout().reason());
    }
}
