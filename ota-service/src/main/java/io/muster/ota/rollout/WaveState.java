// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

/** Where a wave stands. */
public enum WaveState {
    /** The waves before it have not passed; it has no job. */
    PENDING,
    /** Its devices get their jobs. */
    OPEN,
    /** Its gate did not pass and an operator has to decide. */
    HELD,
    /** An operator let it go on although its gate did not pass. */
    WAIVED,
    /** The rollout went on to the next one. */
    PASSED,
    /** Its gate, or the abort rule while it was open, stopped the rollout. */
    FAILED,
    /** It had no device that could tell anything. */
    EMPTY,
    /** An operator aborted the rollout while it was open. */
    STOPPED;

    /** Says whether the wave is decided. */
    public boolean over() {
        return compareTo(PASSED) >= 0;
    }
}
