// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** One operation of a JSON Patch (RFC 6902). */
public sealed interface PatchOperation {

    /** The place that it changes or tests. */
    Pointer path();

    /** Sets a member or inserts an item. */
    record Add(Pointer path, JsonNode value) implements PatchOperation {}

    /** Takes out what is there. */
    record Remove(Pointer path) implements PatchOperation {}

    /** Sets what is there. */
    record Replace(Pointer path, JsonNode value) implements PatchOperation {}

    /** Takes out what is at one place and adds it at another. */
    record Move(Pointer from, Pointer path) implements PatchOperation {}

    /** Adds what is at one place at another. */
    record Copy(Pointer from, Pointer path) implements PatchOperation {}

    /** Holds where the value is there, and fails the whole patch where it is not. */
    record Test(Pointer path, JsonNode value) implements PatchOperation {}

    /** Reads one operation; empty when it is none. Members it does not need are ignored. */
    static Optional<PatchOperation> parse(JsonNode node) {
        return node instanceof ObjectNode operation
                ? pointer(operation, "path").flatMap(path -> parse(operation, path))
                : Optional.empty();
    }

    private static Optional<PatchOperation> parse(ObjectNode operation, Pointer path) {
        return switch (operation.path("op").asText()) {
            case "add" -> value(operation).map(value -> new Add(path, value));
            case "remove" -> Optional.of(new Remove(path));
            case "replace" -> value(operation).map(value -> new Replace(path, value));
            // A value can't become a part of itself.
            case "move" ->
                    pointer(operation, "from")
                            .filter(from -> from.equals(path) || !from.covers(path))
                            .map(from -> new Move(from, path));
            case "copy" -> pointer(operation, "from").map(from -> new Copy(from, path));
            case "test" -> value(operation).map(value -> new Test(path, value));
            default -> Optional.empty();
        };
    }

    private static Optional<Pointer> pointer(ObjectNode operation, String name) {
        return operation.get(name) instanceof TextNode text
                ? Pointer.parse(text.textValue())
                : Optional.empty();
    }

    private static Optional<JsonNode> value(ObjectNode operation) {
        return Optional.ofNullable(operation.get("value"));
    }
}
