// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import io.muster.ota.release.Version;
import java.util.Optional;

/**
 * Whether a device gets a job, at the moment it is its turn.
 *
 * @param state {@link JobState#QUEUED}, or the end of a job that has nothing to do
 * @param reason why there is nothing to do; empty otherwise
 */
public record Admission(JobState state, String reason) {

    static final Admission ADMITTED = new Admission(JobState.QUEUED, "");

    /** A job that can't be done at all. */
    public static Admission impossible(String reason) {
        return new Admission(JobState.FAILED, reason);
    }

    /**
     * Decides for one device.
     *
     * @param here the device is known and not retired
     * @param installed what it was last seen running
     */
    public static Admission of(
            JobKind kind, String expected, boolean here, Optional<String> installed) {
        if (!here) {
            return new Admission(JobState.REMOVED, "device-left");
        }
        return installed.flatMap(version -> needless(kind, expected, version)).orElse(ADMITTED);
    }

    /** Only an update minds going back to an older version; a rollback is meant to. */
    private static Optional<Admission> needless(JobKind kind, String expected, String installed) {
        if (installed.equals(expected)) {
            return Optional.of(new Admission(JobState.SKIPPED, "already-installed"));
        }
        boolean newer = Version.of(installed).compareTo(Version.of(expected)) > 0;
        return kind == JobKind.UPDATE && newer
                ? Optional.of(new Admission(JobState.SKIPPED, "newer-installed"))
                : Optional.empty();
    }
}
