// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import java.time.Duration;
import java.util.List;

/**
 * Goes through the steps in order and stops at the first that does not hold: later steps stand on
 * earlier ones.
 */
final class Performance {

    private final Narrator narrator;

    Performance(Narrator narrator) {
        this.narrator = narrator;
    }

    Narrator.Outcome run(List<Step> steps, Scene scene) throws InterruptedException {
        long begin = System.nanoTime();
        int held = 0;
        var failed = "";
        for (var step : steps) {
            var result = run(step, scene);
            narrator.ended(result);
            if (!result.ok()) {
                failed = step.name();
                break;
            }
            held++;
        }
        var outcome = new Narrator.Outcome(failed.isEmpty(), failed, held, since(begin));
        narrator.over(outcome);
        return outcome;
    }

    private StepResult run(Step step, Scene scene) throws InterruptedException {
        narrator.begins(step);
        long begin = System.nanoTime();
        try {
            var observed = step.observation().of(scene);
            return new StepResult(step.name(), true, observed, since(begin));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Whatever went wrong, the step was not observed to hold.
            return new StepResult(
                    step.name(),
                    false,
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    since(begin));
        }
    }

    private static long since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
    }
}
