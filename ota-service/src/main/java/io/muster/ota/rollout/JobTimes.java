// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * When things happened to a job.
 *
 * @param phaseSince when the device entered what it is at now
 * @param deadline when the job fails if nothing happens; set exactly while a device is at work
 */
public record JobTimes(
        Instant created,
        Instant changed,
        Optional<Instant> offered,
        Optional<Instant> phaseSince,
        Optional<Instant> deadline) {

    /** A job made just now. */
    public static JobTimes createdAt(Instant now) {
        return new JobTimes(now, now, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The times after the job went from one state of things to the next. */
    JobTimes moved(DeviceJob from, DeviceJob to, TimeLimits limits, Instant now) {
        if (!to.state().active()) {
            return new JobTimes(created, now, offered, phaseSince, Optional.empty());
        }
        var offer = offered.orElse(now);
        boolean samePhase = from.state().active() && from.phase() == to.phase();
        var since = samePhase ? phaseSince.orElse(now) : now;
        return new JobTimes(
                created,
                now,
                Optional.of(offer),
                Optional.of(since),
                Optional.of(limits.deadline(to.phase(), since, offer)));
    }
}
