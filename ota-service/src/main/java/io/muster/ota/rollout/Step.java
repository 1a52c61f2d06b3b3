// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.time.Instant;
import java.util.Optional;

/** What a rollout does next. */
public sealed interface Step {

    /** Chooses more of its devices. */
    record Plan() implements Step {}

    /** Opens a wave. */
    record Open(Wave wave) implements Step {}

    /** Gives at most so many more devices of the open wave a job. */
    record Release(Wave wave, int atMost) implements Step {}

    /** Shows at most so many queued jobs of the wave to their devices. */
    record Offer(Wave wave, int atMost) implements Step {}

    /** Leaves a wave behind. */
    record Close(Wave wave, WaveState outcome) implements Step {}

    /** Stops offering until an operator decides; the wave's gate is the reason. */
    record Hold(Wave wave, String reason) implements Step {}

    /** Stops for good. */
    record Abort(Wave wave, String reason) implements Step {}

    /** Calls back jobs whose devices have not begun to install. */
    record Withdraw() implements Step {}

    /** Begins to send devices back, or gives more devices a job back. */
    record Rollback() implements Step {}

    /** Ends. */
    record Finish(RolloutState outcome) implements Step {}

    /** Nothing, before a device says something or, where given, that time comes. */
    record Wait(Optional<Instant> until) implements Step {}
}
