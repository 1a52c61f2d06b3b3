// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import io.muster.ota.rollout.Policy.AbortRule;
import io.muster.ota.rollout.Policy.GateRule;
import java.time.Instant;
import java.util.Optional;

/** The health gates. All arithmetic is in integers: a threshold is met exactly or not. */
public final class Gate {

    private static final long PERCENT = 100;

    private Gate() {}

    /** What a wave's gate says. */
    public sealed interface Verdict {

        /** Not yet; {@code until} is set when only time is missing. */
        record Waiting(Optional<Instant> until) implements Verdict {}

        record Passed() implements Verdict {}

        /** Nobody was left to tell anything. */
        record Empty() implements Verdict {}

        record Failed(String reason) implements Verdict {}
    }

    /** Says whether so many of the devices that ended have failed that the rollout must stop. */
    public static boolean tripped(AbortRule rule, Tally all) {
        return all.samples() >= rule.minSamples()
                && all.failed() * PERCENT >= (long) rule.failurePercent() * all.samples();
    }

    /** Whether the rollout may leave this wave behind. */
    public static Verdict verdict(GateRule rule, Wave wave, Instant now) {
        var tally = wave.tally();
        if (hopeless(rule, tally)) {
            return new Verdict.Failed("gate-success-rate");
        }
        if (tally.settled() < tally.size()) {
            return new Verdict.Waiting(Optional.empty());
        }
        if (tally.samples() == 0) {
            return new Verdict.Empty();
        }
        if (tally.samples() < Math.min(rule.minSamples(), tally.expectedSamples())) {
            return new Verdict.Failed("gate-samples");
        }
        return baked(rule, wave, now);
    }

    private static Verdict baked(GateRule rule, Wave wave, Instant now) {
        var until = wave.lastSuccess().map(at -> at.plus(rule.bake()));
        return until.filter(now::isBefore).isPresent()
                ? new Verdict.Waiting(until)
                : new Verdict.Passed();
    }

    /** A wave that can't reach the rate, were all others to succeed, need not be waited for. */
    private static boolean hopeless(GateRule rule, Tally tally) {
        long best = (long) tally.expectedSamples() - tally.failed();
        return tally.failed() > 0
                && best * PERCENT < (long) rule.successPercent() * tally.expectedSamples();
    }
}
