// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.ota.release.Release;
import io.muster.ota.rollout.Policy;
import io.muster.ota.rollout.Policy.AbortRule;
import io.muster.ota.rollout.Policy.GateRule;
import io.muster.ota.rollout.Policy.OnAbort;
import io.muster.ota.rollout.Policy.OnFailure;
import io.muster.ota.rollout.RolloutSpec;
import io.muster.ota.rollout.TimeLimits;
import io.muster.ota.rollout.WavePlan;
import io.muster.platform.problem.Problems;
import io.muster.platform.topic.DeviceId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a request into what the rules work with: defaults filled in, bounds checked. */
final class RolloutDraft {

    private static final List<BigDecimal> WAVES =
            List.of(BigDecimal.valueOf(1), BigDecimal.valueOf(10), BigDecimal.valueOf(100));
    private static final int SUCCESS_PERCENT = 90;
    private static final int GATE_SAMPLES = 1;
    private static final int FAILURE_PERCENT = 20;
    private static final int ABORT_SAMPLES = 10;
    private static final int MAX_IN_FLIGHT = 1000;
    private static final Duration LONGEST = Duration.ofDays(366);

    private RolloutDraft() {}

    static RolloutSpec spec(RolloutRequest request, Release release) {
        return new RolloutSpec(
                release.id(),
                release.manifest().product(),
                release.manifest().version(),
                target(request.target()),
                shares(or(request.waves(), WAVES)),
                policy(request),
                Optional.ofNullable(request.rollbackRelease()),
                or(request.requireApproval(), false));
    }

    private static Optional<List<DeviceId>> target(RolloutRequest.Target target) {
        var devices = target.devices();
        boolean all = or(target.all(), false);
        if (all == (devices != null)) {
            throw Problems.unprocessable("target is either {\"all\":true} or {\"devices\":[…]}.");
        }
        return Optional.ofNullable(devices)
                .map(list -> list.stream().distinct().map(RolloutDraft::device).toList());
    }

    private static DeviceId device(String text) {
        return DeviceId.parse(text)
                .orElseThrow(() -> Problems.unprocessable("target names no possible device."));
    }

    private static List<Integer> shares(List<BigDecimal> percents) {
        var shares = percents.stream().map(RolloutDraft::hundredths).toList();
        WavePlan.flaw(shares)
                .ifPresent(flaw -> {
                    throw Problems.unprocessable("waves: " + flaw + ".");
                });
        return shares;
    }

    private static int hundredths(BigDecimal percent) {
        try {
            return percent.movePointRight(2).intValueExact();
        } catch (ArithmeticException e) {
            throw Problems.unprocessable("waves: a percentage has at most two decimals.");
        }
    }

    private static Policy policy(RolloutRequest request) {
        return new Policy(
                gate(or(request.gate(), new RolloutRequest.Gate(null, null, null, null))),
                abort(or(request.abort(), new RolloutRequest.Abort(null, null))),
                limits(
                        or(
                                request.timeouts(),
                                new RolloutRequest.Timeouts(null, null, null, null, null))),
                or(request.onAbort(), OnAbort.ROLLBACK_AFFECTED),
                or(request.maxInFlight(), MAX_IN_FLIGHT));
    }

    private static GateRule gate(RolloutRequest.Gate gate) {
        return new GateRule(
                or(gate.successPercent(), SUCCESS_PERCENT),
                or(gate.minSamples(), GATE_SAMPLES),
                bounded(or(gate.bake(), Duration.ZERO), Duration.ZERO),
                or(gate.onFailure(), OnFailure.ABORT));
    }

    private static AbortRule abort(RolloutRequest.Abort abort) {
        return new AbortRule(
                or(abort.failurePercent(), FAILURE_PERCENT), or(abort.minSamples(), ABORT_SAMPLES));
    }

    private static TimeLimits limits(RolloutRequest.Timeouts timeouts) {
        return new TimeLimits(
                timeout(timeouts.accept(), Duration.ofDays(1)),
                timeout(timeouts.download(), Duration.ofHours(6)),
                timeout(timeouts.install(), Duration.ofHours(2)),
                timeout(timeouts.verify(), Duration.ofHours(1)),
                timeout(timeouts.total(), Duration.ofDays(2)));
    }

    private static Duration timeout(@Nullable Duration asked, Duration otherwise) {
        return bounded(or(asked, otherwise), Duration.ofSeconds(1));
    }

    private static Duration bounded(Duration duration, Duration least) {
        if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
            throw Problems.unprocessable(
                    "A duration must be between " + least + " and " + LONGEST + ".");
        }
        return duration;
    }

    private static <T> T or(@Nullable T asked, T otherwise) {
        return asked == null ? otherwise : asked;
    }
}
