// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.snapshot.SnapshotLine.Content;
import io.muster.platform.snapshot.SnapshotLine.End;
import io.muster.platform.snapshot.SnapshotLine.Head;
import io.muster.platform.topic.TenantId;
import java.io.IOException;

/** The JSON form of a snapshot's lines. One that is not as agreed spoils the whole snapshot. */
final class SnapshotJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SnapshotJson() {}

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

    private static JsonNode tree(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException notJson) {
            throw new BrokenSnapshot("a line is not JSON");
        }
    }

    private static Head head(ObjectNode json) {
        var sequence = json.path("sequence");
        if (!sequence.canConvertToLong() || sequence.asLong() < 0) {
            throw new BrokenSnapshot("a head has no sequence");
        }
        return new Head(
                TenantId.parse(json.path("tenant").asText())
                        .orElseThrow(() -> new BrokenSnapshot("a head has no tenant")),
                sequence.asLong());
    }
}
