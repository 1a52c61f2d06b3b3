// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.ota.rollout.Policy.OnAbort;
import io.muster.ota.rollout.Policy.OnFailure;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rollout to be. Everything but release and target has a default; durations are ISO 8601.
 *
 * @param waves rising percentages of the target, with at most two decimals; 1, 10, 100 by default
 * @param onAbort what happens to devices that took the release; {@code ROLLBACK_AFFECTED} by
 *     default
 * @param rollbackRelease where affected devices go back to; by default to what each ran before
 * @param maxInFlight most devices at work at the same time; 1000 by default
 * @param requireApproval whoever created the rollout may not start it
 */
@RegisterForReflection
@Schema(name = "RolloutRequest")
public record RolloutRequest(
        @NotNull UUID release,
        @NotNull @Valid Target target,
        @Nullable List<@NotNull BigDecimal> waves,
        @Valid @Nullable Gate gate,
        @Valid @Nullable Abort abort,
        @Valid @Nullable Timeouts timeouts,
        @Nullable OnAbort onAbort,
        @Nullable UUID rollbackRelease,
        @Min(1) @Max(100_000) @Nullable Integer maxInFlight,
        @Nullable Boolean requireApproval) {

    /**
     * The devices: either {@code all} that are enrolled when the rollout starts, or these.
     *
     * @param devices at most 10,000
     */
    @RegisterForReflection
    @Schema(name = "RolloutTarget")
    public record Target(
            @Nullable Boolean all,
            @Size(min = 1, max = 10_000) @Nullable List<@NotNull String> devices) {}

    /**
     * What a wave needs so that the next one opens.
     *
     * @param successPercent of the devices that ended either way; 90 by default
     * @param minSamples so many of them, or all where the wave is smaller; 1 by default
     * @param bake how long to wait after the last success; nothing by default
     * @param onFailure {@code ABORT} by default; with {@code PAUSE}, resuming lets the wave go on
     *     without its gate
     */
    @RegisterForReflection
    @Schema(name = "RolloutGate")
    public record Gate(
            @Min(0) @Max(100) @Nullable Integer successPercent,
            @Min(1) @Nullable Integer minSamples,
            @Nullable Duration bake,
            @Nullable OnFailure onFailure) {}

    /**
     * When the rollout stops at once, over all waves.
     *
     * @param failurePercent of the devices that ended either way, or more; 20 by default
     * @param minSamples not before so many of them; 10 by default
     */
    @RegisterForReflection
    @Schema(name = "RolloutAbort")
    public record Abort(
            @Min(1) @Max(100) @Nullable Integer failurePercent,
            @Min(1) @Nullable Integer minSamples) {}

    /**
     * How long a device may take; what takes longer has failed.
     *
     * @param accept to see the job; a day by default
     * @param download 6 hours by default
     * @param install 2 hours by default
     * @param verify from installed to running and saying so; 1 hour by default
     * @param total from the offer to the end; 2 days by default
     */
    @RegisterForReflection
    @Schema(name = "RolloutTimeouts")
    public record Timeouts(
            @Nullable Duration accept,
            @Nullable Duration download,
            @Nullable Duration install,
            @Nullable Duration verify,
            @Nullable Duration total) {}
}
