// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.snapshot.SnapshotLine.Content;
import io.muster.platform.snapshot.SnapshotLine.End;
import io.muster.platform.snapshot.SnapshotLine.Head;
import io.muster.platform.topic.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A snapshot while it is read: heads first, then content, then the end and nothing after it. */
public final class SnapshotReading {

    private enum Part {
        HEADS,
        CONTENT,
        ENDED
    }

    private final Map<TenantId, Long> heads = new HashMap<>();
    private Part part = Part.HEADS;

    /** Takes the next line and answers what of it concerns the read model. */
    public Optional<ObjectNode> accept(SnapshotLine line) {
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

    /**
     * How far the events of each tenant are contained; a tenant without a head has none. Throws
     * when the snapshot may have been cut off among its heads.
     */
    public Map<TenantId, Long> heads() {
        if (part == Part.HEADS) {
            throw new BrokenSnapshot("the snapshot ends among its heads");
        }
        return Map.copyOf(heads);
    }

    /** Throws unless the end was read. */
    public void requireEnd() {
        if (part != Part.ENDED) {
            throw new BrokenSnapshot("the snapshot has no end");
        }
    }
}
