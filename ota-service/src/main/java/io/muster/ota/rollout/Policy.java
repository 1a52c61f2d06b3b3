// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.time.Duration;

/**
 * How careful a rollout is.
 *
 * @param maxInFlight most devices at work at the same time
 */
public record Policy(
        GateRule gate, AbortRule abort, TimeLimits limits, OnAbort onAbort, int maxInFlight) {

    /**
     * What a wave needs so that the next one opens.
     *
     * @param successPercent at least this share of the devices that ended either way
     * @param minSamples at least so many of them, or all where the wave is smaller
     * @param bake how long nothing may fail after the last success
     */
    public record GateRule(
            int successPercent, int minSamples, Duration bake, OnFailure onFailure) {}

    /**
     * When the rollout stops at once, over all waves together.
     *
     * @param failurePercent this share of the devices that ended either way, or more
     * @param minSamples not before so many of them ended
     */
    public record AbortRule(int failurePercent, int minSamples) {}

    /** What happens when a gate does not pass. */
    public enum OnFailure {
        ABORT,
        /** The operator decides. */
        PAUSE
    }

    /** What happens to the devices that took the release when a rollout is aborted. */
    public enum OnAbort {
        STOP,
        ROLLBACK_AFFECTED
    }
}
