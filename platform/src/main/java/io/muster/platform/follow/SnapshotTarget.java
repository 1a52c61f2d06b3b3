// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.event.CloudEvent;
import io.smallrye.mutiny.Uni;

/**
 * A read model as its follower fills it. Calls never overlap: each begins when the Uni of the one
 * before has completed. The model stays readable, in its old state, while a snapshot is read.
 */
public interface SnapshotTarget {

    /** A snapshot begins. What is left of one that was not committed is to be thrown away. */
    Uni<Void> begin();

    /**
     * A line of the snapshot, in the order of the snapshot; heads and the end are the follower's
     * own business.
     */
    Uni<Void> line(ObjectNode line);

    /**
     * The snapshot is complete: what was read since {@link #begin()} takes the place of everything
     * before.
     */
    Uni<Void> commit();

    /**
     * Something has happened since the snapshot. Called once per event and tenant in the order of
     * sequences, and again after a failure; a failure leaves the event unacknowledged.
     */
    Uni<Void> apply(CloudEvent event);
}
