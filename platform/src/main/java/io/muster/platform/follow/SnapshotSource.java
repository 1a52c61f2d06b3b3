// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import io.smallrye.mutiny.Multi;

/** Where snapshots come from. */
interface SnapshotSource {

    /**
     * Begins to read a snapshot as fast as its lines are asked for; cancelling ends the reading.
     */
    Multi<byte[]> lines();
}
