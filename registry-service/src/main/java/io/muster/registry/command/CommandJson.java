// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Commands as devices read them. */
final class CommandJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CommandJson() {}

    /** {@code {"id","kind","params","deadline"}}, the deadline in milliseconds. */
    static byte[] whole(Command command) {
        var json = head(command);
        json.set("params", tree(command.params()));
        return bytes(json);
    }

    /** The same with {@code "missing":[n,…]} instead of parameters: send these chunks again. */
    static byte[] missing(Command command, BitSet missing) {
        var json = head(command);
        var numbers = json.putArray("missing");
        missing.stream().forEach(numbers::add);
        return bytes(json);
    }

    private static ObjectNode head(Command command) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", command.id().toString())
                .put("kind", command.kind().word())
                .put("deadline", command.deadline().toEpochMilli());
    }

    /** What was stored as JSON. */
    static JsonNode tree(@Nullable String stored) {
        try {
            return stored == null ? JsonNodeFactory.instance.nullNode() : JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("only JSON is stored", e);
        }
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
