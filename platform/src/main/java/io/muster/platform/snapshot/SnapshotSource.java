// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

import io.smallrye.mutiny.Multi;

/** Where snapshots come from. */
public interface SnapshotSource {

    /**
     * Begins to read a snapshot, no faster than its lines are asked for; cancelling ends the
     * reading. A line that is not as agreed is a failure.
     */
    Multi<SnapshotLine> lines();

    /**
     * Begins to read only the heads. An owner that does not know how to give only those sends
     * content too: cancel when it comes.
     */
    Multi<SnapshotLine> heads();
}
