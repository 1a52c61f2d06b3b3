// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of a rollout: the devices of a range of buckets.
 *
 * @param number from 1, in the order in which waves open
 * @param share how far the rollout reaches with this wave, in hundredths of a percent
 * @param from first bucket
 * @param until first bucket that is no longer of this wave
 * @param lastSuccess when the latest of its devices succeeded; the gate's bake time runs from there
 */
public record Wave(
        int number,
        int share,
        int from,
        int until,
        WaveState state,
        Tally tally,
        Optional<Instant> lastSuccess) {

    /** The same wave in another state. */
    public Wave in(WaveState next) {
        return new Wave(number, share, from, until, next, tally, lastSuccess);
    }

    /** The same wave with other counts. */
    public Wave with(Tally next) {
        return new Wave(number, share, from, until, state, next, lastSuccess);
    }

    /** The same wave after a device of it succeeded. */
    public Wave succeededAt(Instant now) {
        return new Wave(number, share, from, until, state, tally, Optional.of(now));
    }

    /** Says whether a bucket's devices are in this wave. */
    public boolean covers(int bucket) {
        return from <= bucket && bucket < until;
    }
}
