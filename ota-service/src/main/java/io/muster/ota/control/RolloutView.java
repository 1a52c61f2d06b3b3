// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.ota.rollout.Course;
import io.muster.ota.rollout.Policy;
import io.muster.ota.rollout.Policy.OnAbort;
import io.muster.ota.rollout.Rollout;
import io.muster.ota.rollout.RolloutState;
import io.muster.ota.rollout.Tally;
import io.muster.ota.rollout.TimeLimits;
import io.muster.ota.rollout.Wave;
import io.muster.ota.rollout.WaveState;
import io.muster.platform.topic.DeviceId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as operators see it.
 *
 * @param rollback the devices that are sent back; absent until there are some
 * @param revision also the entity tag
 */
@RegisterForReflection
@Schema(name = "Rollout")
public record RolloutView(
        UUID id,
        UUID release,
        String product,
        String version,
        RolloutState state,
        String reason,
        long revision,
        RolloutRequest.Target target,
        List<WaveView> waves,
        @Nullable CountsView rollback,
        RolloutRequest.Gate gate,
        RolloutRequest.Abort abort,
        RolloutRequest.Timeouts timeouts,
        OnAbort onAbort,
        @Nullable UUID rollbackRelease,
        int maxInFlight,
        boolean requireApproval,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** A wave with its counters. */
    @RegisterForReflection
    @Schema(name = "RolloutWave")
    public record WaveView(int number, BigDecimal percent, WaveState state, CountsView counts) {

        static WaveView of(Wave wave) {
            return new WaveView(
                    wave.number(),
                    BigDecimal.valueOf(wave.share(), 2).stripTrailingZeros(),
                    wave.state(),
                    CountsView.of(wave.tally()));
        }
    }

    /**
     * How jobs stand.
     *
     * @param devices of the wave, whether they have a job yet or not
     * @param skipped found nothing to do
     * @param withdrawn called back, or their device left
     */
    @RegisterForReflection
    @Schema(name = "RolloutCounts")
    public record CountsView(
            int devices,
            int queued,
            int offered,
            int installing,
            int succeeded,
            int failed,
            int skipped,
            int withdrawn) {

        static CountsView of(Tally tally) {
            return new CountsView(
                    tally.size(),
                    tally.queued(),
                    tally.offered(),
                    tally.installing(),
                    tally.ok(),
                    tally.failed(),
                    tally.skipped(),
                    tally.withdrawn());
        }
    }

    static RolloutView of(Rollout rollout, Course course) {
        var spec = rollout.spec();
        var policy = spec.policy();
        return new RolloutView(
                rollout.id(),
                spec.release(),
                spec.product(),
                spec.version(),
                rollout.state(),
                rollout.reason(),
                rollout.revision(),
                target(rollout),
                course.waves().stream().map(WaveView::of).toList(),
                course.rollback().map(Wave::tally).map(CountsView::of).orElse(null),
                gate(policy),
                new RolloutRequest.Abort(
                        policy.abort().failurePercent(), policy.abort().minSamples()),
                timeouts(policy.limits()),
                policy.onAbort(),
                spec.rollbackRelease().orElse(null),
                policy.maxInFlight(),
                spec.requireApproval(),
                rollout.createdBy(),
                rollout.createdAt(),
                rollout.startedAt().orElse(null),
                rollout.endedAt().orElse(null));
    }

    private static RolloutRequest.Target target(Rollout rollout) {
        return rollout.spec()
                .target()
                .map(devices -> devices.stream().map(DeviceId::value).toList())
                .map(devices -> new RolloutRequest.Target(null, devices))
                .orElseGet(() -> new RolloutRequest.Target(true, null));
    }

    private static RolloutRequest.Gate gate(Policy policy) {
        var gate = policy.gate();
        return new RolloutRequest.Gate(
                gate.successPercent(), gate.minSamples(), gate.bake(), gate.onFailure());
    }

    private static RolloutRequest.Timeouts timeouts(TimeLimits limits) {
        return new RolloutRequest.Timeouts(
                limits.accept(),
                limits.download(),
                limits.install(),
                limits.verify(),
                limits.total());
    }
}
