// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

/** What can happen to a job that was created. */
public sealed interface JobEvent {

    /** The job is shown to the device. */
    record Offered() implements JobEvent {}

    /** The device has seen the job and has not begun. */
    record Acknowledged() implements JobEvent {}

    /**
     * The device tells its progress; {@code version} is what it runs and {@code code} why it
     * failed, both empty when it does not say.
     */
    record Reported(Claim claim, int progress, String version, String code) implements JobEvent {}

    /** The device tells what it runs, without speaking of a job. */
    record VersionSeen(String version) implements JobEvent {}

    /** The phase's or the job's time is up. */
    record Expired() implements JobEvent {}

    /** The rollout calls the job back. */
    record Withdrawn(String reason) implements JobEvent {}

    /** The device was deleted or retired. */
    record DeviceLeft() implements JobEvent {}

    /** What a device may say of its job. */
    enum Claim {
        DOWNLOADING,
        DOWNLOADED,
        INSTALLING,
        VERIFYING,
        SUCCEEDED,
        FAILED,
        REJECTED
    }
}
