// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** New nodes, and when two are the same. */
public final class Json {

    private Json() {}

    /** A new object, empty until whoever made it has filled it. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new array with room for this many items. */
    public static ArrayNode array(int capacity) {
        return JsonNodeFactory.instance.arrayNode(capacity);
    }

    /** The value that removes a member in a merge patch. */
    public static JsonNode absent() {
        return NullNode.getInstance();
    }

    /** A new object with the same members and room for more; the values themselves are shared. */
    public static ObjectNode copy(ObjectNode node, int room) {
        var members = LinkedHashMap.<String, JsonNode>newLinkedHashMap(node.size() + room);
        for (var member : node.properties()) {
            members.put(member.getKey(), member.getValue());
        }
        return new ObjectNode(JsonNodeFactory.instance, members);
    }

    /** How many objects and arrays lie around the innermost value, counting empty ones. */
    public static int depth(JsonNode value) {
        if (!value.isContainerNode()) {
            return 0;
        }
        int deepest = 0;
        for (var child : value) {
            deepest = Math.max(deepest, depth(child));
        }
        return 1 + deepest;
    }

    /**
     * Whether two values are the same: numbers by their exact value, so that {@code 1} is {@code
     * 1.0}; nothing is converted, so that {@code "1"} is not {@code 1}.
     */
    public static boolean same(JsonNode a, JsonNode b) {
        return switch (a) {
            case ObjectNode left -> b instanceof ObjectNode right && sameMembers(left, right);
            case ArrayNode left -> b instanceof ArrayNode right && sameItems(left, right);
            case ExactNumber left -> b instanceof ExactNumber right && left.sameValue(right);
            default -> a.equals(b);
        };
    }

    /**
     * Whether two values are the same and written alike: in the order of members, and numbers too.
     */
    @SuppressWarnings("ReferenceEquality") // what is shared need not be compared
    public static boolean identical(JsonNode a, JsonNode b) {
        if (a == b) {
            return true;
        }
        return switch (a) {
            case ObjectNode left ->
                    b instanceof ObjectNode right
                            && left.size() == right.size()
                            && identicalMembers(left, right);
            case ArrayNode left -> b instanceof ArrayNode right && identicalItems(left, right);
            default -> a.equals(b);
        };
    }

    private static boolean identicalMembers(ObjectNode left, ObjectNode right) {
        var others = right.properties().iterator();
        for (var member : left.properties()) {
            var other = others.next();
            if (!member.getKey().equals(other.getKey())
                    || !identical(member.getValue(), other.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean identicalItems(ArrayNode left, ArrayNode right) {
        return left.size() == right.size()
                && IntStream.range(0, left.size())
                        .allMatch(i -> identical(left.get(i), right.get(i)));
    }

    private static boolean sameMembers(ObjectNode left, ObjectNode right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (var member : left.properties()) {
            if (!sameMember(member, right)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMember(Map.Entry<String, JsonNode> member, ObjectNode right) {
        var other = right.get(member.getKey());
        return other != null && same(member.getValue(), other);
    }

    private static boolean sameItems(ArrayNode left, ArrayNode right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }
}
