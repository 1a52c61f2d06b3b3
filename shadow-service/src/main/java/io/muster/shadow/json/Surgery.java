// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Changes at one place of a tree, as the operations of RFC 6902 define them. The result is empty
 * where there is no such place. What does not lie on the way to the place is shared.
 */
final class Surgery {

    private static final String END = "-";

    private Surgery() {}

    /** What is done to the container of the place; the token is the last of the pointer. */
    private interface Cut {
        Optional<JsonNode> in(JsonNode parent, String token);
    }

    /** Sets a member, or inserts an item before the one at the index; {@code -} is the end. */
    static Optional<JsonNode> add(JsonNode root, Pointer at, JsonNode value) {
        return at.isRoot()
                ? Optional.of(value)
                : cut(root, at.tokens(), (parent, token) -> added(parent, token, value));
    }

    /** Sets what is there already. */
    static Optional<JsonNode> replace(JsonNode root, Pointer at, JsonNode value) {
        return at.isRoot()
                ? Optional.of(value)
                : cut(
                        root,
                        at.tokens(),
                        (parent, token) ->
                                Pointer.step(parent, token).map(_ -> with(parent, token, value)));
    }

    /** Takes out what is there; a tree without its root is none. */
    static Optional<JsonNode> remove(JsonNode root, Pointer at) {
        return at.isRoot() ? Optional.empty() : cut(root, at.tokens(), Surgery::without);
    }

    private static Optional<JsonNode> cut(JsonNode node, List<String> way, Cut cut) {
        var token = way.getFirst();
        if (way.size() == 1) {
            return cut.in(node, token);
        }
        return Pointer.step(node, token)
                .flatMap(child -> cut(child, way.subList(1, way.size()), cut))
                .map(child -> with(node, token, child));
    }

    private static Optional<JsonNode> added(JsonNode parent, String token, JsonNode value) {
        return switch (parent) {
            case ObjectNode object -> Optional.of(with(object, token, value));
            case ArrayNode array -> {
                var index = insertion(token, array.size());
                yield index.isPresent()
                        ? Optional.of(copy(array).insert(index.getAsInt(), value))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static OptionalInt insertion(String token, int size) {
        return token.equals(END) ? OptionalInt.of(size) : Pointer.index(token, size + 1);
    }

    /** For places that are there, or that an object may have. */
    private static JsonNode with(JsonNode parent, String token, JsonNode value) {
        if (parent instanceof ArrayNode array) {
            var items = copy(array);
            items.set(Integer.parseInt(token), value);
            return items;
        }
        return Json.copy((ObjectNode) parent, 1).set(token, value);
    }

    private static Optional<JsonNode> without(JsonNode parent, String token) {
        return Pointer.step(parent, token)
                .map(_ -> {
                    if (parent instanceof ArrayNode array) {
                        var items = copy(array);
                        items.remove(Integer.parseInt(token));
                        return items;
                    }
                    var members = Json.copy((ObjectNode) parent, 0);
                    members.remove(token);
                    return members;
                });
    }

    private static ArrayNode copy(ArrayNode array) {
        return Json.array(array.size() + 1).addAll(array);
    }
}
