// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.follow.SnapshotLine.Content;
import io.muster.platform.follow.SnapshotLine.End;
import io.muster.platform.follow.SnapshotLine.Head;
import io.muster.platform.topic.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A snapshot while it is read: heads first, then content, then the end and nothing after it. */
final class SnapshotReading {

    private enum Part {
        HEADS,
        CONTENT,
        ENDED
    }

    private final Map<TenantId, Long> heads = new HashMap<>();
    private Part part = Part.HEADS;

    /** Takes the next line and answers what of it concerns the read model. */
    Optional<ObjectNode> accept(SnapshotLine line) {
        if (part == Part.ENDED) {
            throw new BrokenSnapshot("there is something after the end");
        }
        return switch (line) {
            case Head head -> head(head);
            case Content(var json) -> content(json);
            case End() -> end();
        };
    }

    private Optional<ObjectNode> head(Head head) {
        if (part != Part.HEADS) {
            throw new BrokenSnapshot("a head comes after content");
        }
        heads.put(head.tenant(), head.sequence());
        return Optional.empty();
    }

    private Optional<ObjectNode> content(ObjectNode json) {
        part = Part.CONTENT;
        return Optional.of(json);
    }

    private Optional<ObjectNode> end() {
        part = Part.ENDED;
        return Optional.empty();
    }

    /** Says whether all heads have been read. */
    boolean pastHeads() {
        return part != Part.HEADS;
    }

    /**
     * What the snapshot contains of each tenant's events; a snapshot cut off among its heads
     * contains nothing.
     */
    Positions positions() {
        if (!pastHeads()) {
            throw new BrokenSnapshot("the snapshot ends among its heads");
        }
        return Positions.of(heads);
    }

    void requireEnd() {
        if (part != Part.ENDED) {
            throw new BrokenSnapshot("the snapshot has no end");
        }
    }
}
