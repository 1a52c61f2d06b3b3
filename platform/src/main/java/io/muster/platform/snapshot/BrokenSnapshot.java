// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

/** What was read is not a snapshot, or not all of one: none of it counts. */
public final class BrokenSnapshot extends RuntimeException {

    /** The reason is logged; it quotes nothing of what was read. */
    public BrokenSnapshot(String reason) {
        super(reason);
    }
}
