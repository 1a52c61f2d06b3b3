// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.TenantId;

/** A line of a snapshot. */
public sealed interface SnapshotLine {

    /** How far the tenant's events are contained in the snapshot. */
    record Head(TenantId tenant, long sequence) implements SnapshotLine {}

    /** What the owner knows about one thing. */
    record Content(ObjectNode json) implements SnapshotLine {}

    /** The snapshot is complete. */
    record End() implements SnapshotLine {}
}
