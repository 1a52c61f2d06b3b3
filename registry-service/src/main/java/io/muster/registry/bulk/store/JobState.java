// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk.store;

/** How far a job is. */
public enum JobState {
    /** Its file is still arriving. */
    RECEIVING,
    /** Waits for its first batch. */
    QUEUED,
    /** Some batches are done. */
    RUNNING,
    /** Somebody stopped it; what was done stays done. */
    CANCELLED,
    /** Every row is done. */
    DONE;

    /** Whether a batch may be done. */
    public boolean isOpen() {
        return this == QUEUED || this == RUNNING;
    }
}
