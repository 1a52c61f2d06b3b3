// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a rollout stands. */
public enum RolloutState {
    /** Created; no device knows of it. */
    DRAFT,
    RUNNING,
    /** Offers nothing new; what devices have begun goes on. */
    PAUSED,
    /** Stopped for good: jobs are called back, devices that install are waited for. */
    ABORTING,
    /** Stopped for good: devices that took the release are sent back. */
    ROLLING_BACK,
    COMPLETED,
    ABORTED,
    ROLLED_BACK,
    /** At least one device could not be sent back, or did not arrive. */
    ROLLBACK_FAILED,
    /** Given up before it began. */
    CANCELLED;

    /** What an operator may ask for. */
    public enum Command {
        START,
        PAUSE,
        RESUME,
        ABORT
    }

    /** Says whether nothing will ever change any more. */
    public boolean terminal() {
        return compareTo(COMPLETED) >= 0;
    }

    /**
     * Says whether devices that turn out to have taken the release are sent back. That does not end
     * with the rollout: a device may have been out of reach when its job was called back.
     */
    public boolean sendsBack() {
        return this == ROLLING_BACK || this == ROLLED_BACK || this == ROLLBACK_FAILED;
    }

    /**
     * The state after a command: the same one where it has been obeyed already, empty where it
     * makes no sense.
     */
    public Optional<RolloutState> after(Command command) {
        return Optional.ofNullable(
                switch (command) {
                    case START -> of(this == DRAFT || this == RUNNING, RUNNING);
                    case RESUME -> of(this == PAUSED || this == RUNNING, RUNNING);
                    case PAUSE -> of(this == RUNNING || this == PAUSED, PAUSED);
                    case ABORT -> aborted();
                });
    }

    private @Nullable RolloutState aborted() {
        return switch (this) {
            case DRAFT -> CANCELLED;
            case RUNNING, PAUSED -> ABORTING;
            case COMPLETED -> null;
            case ABORTING, ROLLING_BACK, ABORTED, ROLLED_BACK, ROLLBACK_FAILED, CANCELLED -> this;
        };
    }

    private static @Nullable RolloutState of(boolean allowed, RolloutState next) {
        return allowed ? next : null;
    }
}
