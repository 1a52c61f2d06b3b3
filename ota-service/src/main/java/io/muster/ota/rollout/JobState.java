// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

/**
 * How far a device's job has come. The order of the active states is the order of the work: a
 * device may skip states, it never goes back.
 */
public enum JobState {
    /** Created, not shown to the device yet: another job holds it, or the rollout may not offer. */
    QUEUED,
    /** Shown to the device. */
    OFFERED,
    DOWNLOADING,
    DOWNLOADED,
    INSTALLING,
    /** The device says it is done or about to be; what it runs decides. */
    VERIFYING,
    /** The device said so and was seen running the version. */
    SUCCEEDED,
    FAILED,
    /** A phase or the whole job took too long. */
    TIMED_OUT,
    /** The device refused, for instance a signature it does not trust. */
    REJECTED,
    /** Withdrawn by us before the device began to install. */
    CANCELLED,
    /** There was nothing to do: the device already ran this version or a newer one. */
    SKIPPED,
    /** The device left: deleted or retired. */
    REMOVED;

    /** Says whether the device is at work on it, which it can be on only one job at a time. */
    public boolean active() {
        return compareTo(OFFERED) >= 0 && compareTo(VERIFYING) <= 0;
    }

    /** Says whether nothing will ever change any more. */
    public boolean terminal() {
        return compareTo(SUCCEEDED) >= 0;
    }

    /** Says whether the health gates count it against the release. */
    public boolean failure() {
        return this == FAILED || this == TIMED_OUT || this == REJECTED;
    }

    /** Says whether the device has begun to change itself, so that calling it back is too late. */
    public boolean installing() {
        return this == INSTALLING || this == VERIFYING;
    }
}
