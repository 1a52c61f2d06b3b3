// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import io.muster.platform.topic.DeviceId;
import java.time.Instant;
import java.util.UUID;

/**
 * A job as it is kept.
 *
 * @param detail the device's own words on how it ended, cut to a length
 * @param rev what the device was told; 0 before it was told anything
 * @param revision counts the changes of the row
 */
public record Job(
        JobOrder order, DeviceJob progress, String detail, long rev, int revision, JobTimes times) {

    /** A job made just now, in a first state that may be its last. */
    public static Job of(JobOrder order, String expected, Admission admission, Instant now) {
        var progress = DeviceJob.admitted(expected, admission);
        return new Job(order, progress, "", 0, 1, JobTimes.createdAt(now));
    }

    /** The job after its device or time moved it; without new words the old ones stay. */
    public Job moved(DeviceJob next, String words, TimeLimits limits, Instant now) {
        return new Job(
                order,
                next,
                words.isEmpty() ? detail : words,
                rev,
                revision + 1,
                times.moved(progress, next, limits, now));
    }

    /** The same job after its device was told of it under this number. */
    public Job told(long number) {
        return new Job(order, progress, detail, number, revision, times);
    }

    /** The job's name. */
    public UUID id() {
        return order.id();
    }

    /** Whose job it is. */
    public DeviceId device() {
        return order.device();
    }

    /** Where it stands. */
    public JobState state() {
        return progress.state();
    }
}
