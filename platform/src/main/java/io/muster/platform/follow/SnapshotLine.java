// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.TenantId;
import java.io.IOException;

/** A line of a snapshot. */
sealed interface SnapshotLine {

    /** How far the tenant's events are contained in the snapshot. */
    record Head(TenantId tenant, long sequence) implements SnapshotLine {}

    /** What the owner knows about one thing. */
    record Content(ObjectNode json) implements SnapshotLine {}

    /** The snapshot is complete. */
    record End() implements SnapshotLine {}

    /** Reads a line; one that is not as agreed spoils the whole snapshot. */
    static SnapshotLine parse(byte[] bytes) {
        if (!(tree(bytes) instanceof ObjectNode json)) {
            throw new BrokenSnapshot("a line is not a JSON object");
        }
        return switch (json.path("kind").asText()) {
            case "head" -> head(json);
            case "end" -> new End();
            case "" -> throw new BrokenSnapshot("a line has no kind");
            default -> new Content(json);
        };
    }

    private static Object tree(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (IOException notJson) {
            throw new BrokenSnapshot("a line is not JSON");
        }
    }

    private static Head head(ObjectNode json) {
        var sequence = json.path("sequence");
        if (!sequence.canConvertToLong() || sequence.asLong() < 0) {
            throw new BrokenSnapshot("a head has no sequence");
        }
        var tenant = TenantId.parse(json.path("tenant").asText());
        return new Head(
                tenant.orElseThrow(() -> new BrokenSnapshot("a head has no tenant")),
                sequence.asLong());
    }

    /** Holds the mapper, because an interface's own fields are public. */
    final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        private Json() {}
    }
}
