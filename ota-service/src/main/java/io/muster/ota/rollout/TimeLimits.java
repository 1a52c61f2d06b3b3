// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the parts of a job may take, and the job as a whole from its offer on. Every job has a
 * deadline at all times, so none is stuck.
 */
public record TimeLimits(
        Duration accept, Duration download, Duration install, Duration verify, Duration total) {

    /** When a job fails if nothing happens. */
    public Instant deadline(Phase phase, Instant phaseSince, Instant offeredAt) {
        var ofPhase = phaseSince.plus(of(phase));
        var ofJob = end(offeredAt);
        return ofPhase.isBefore(ofJob) ? ofPhase : ofJob;
    }

    /** When a job offered then has ended in any case. */
    public Instant end(Instant offeredAt) {
        return offeredAt.plus(total);
    }

    private Duration of(Phase phase) {
        return switch (phase) {
            case ACCEPT -> accept;
            case DOWNLOAD -> download;
            case INSTALL -> install;
            case VERIFY -> verify;
        };
    }
}
