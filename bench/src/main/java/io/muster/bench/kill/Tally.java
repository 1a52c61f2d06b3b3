// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

/**
 * What became of the messages of one round, all of which the broker had acknowledged.
 *
 * @param sent how many there were
 * @param applied how many were there in the end
 * @param effects how many effects they had; each must have one
 * @param stalledAt how many were there when nothing moved any more until one more restart, or -1
 */
record Tally(long sent, long applied, long effects, long stalledAt) {

    long lost() {
        return sent - applied;
    }

    long doubled() {
        return effects - applied;
    }

    boolean stalled() {
        return stalledAt >= 0;
    }

    /** Whether everything arrived, once, and without help. */
    boolean ok() {
        return lost() == 0 && doubled() == 0 && !stalled();
    }

    @Override
    public String toString() {
        return ok()
                ? "ok, " + applied + " of " + sent
                : "FAILED, lost %d, doubled %d%s"
                        .formatted(lost(), doubled(), stalled() ? ", stalled at " + stalledAt : "");
    }
}
