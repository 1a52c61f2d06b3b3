// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.time.Duration;

/** The {@link Behaviour} of one device of a fleet. */
record Temper(Behaviour behaviour, int device) {

    private static final int MIN_INSTALL_MILLIS = 50;
    private static final int MAX_INSTALL_MILLIS = 250;

    /** A rollback must work: only the way forward is left to chance. */
    Outcome outcome(UpdateJob job) {
        return job.rollback() ? Outcome.SUCCEEDS : behaviour.outcome(device, job.version().text());
    }

    boolean cutsDownload(Version version) {
        return behaviour.cutsDownload(device, version.text());
    }

    Duration installTime() {
        return Duration.ofMillis(
                behaviour
                        .random(device, "install")
                        .nextInt(MIN_INSTALL_MILLIS, MAX_INSTALL_MILLIS));
    }
}
