// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Values of JSON as this package treats them: a node that is part of a document is never changed,
 * so that documents share what they have in common.
 */
final class Json {

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array(int capacity) {
        return JsonNodeFactory.instance.arrayNode(capacity);
    }

    /** A new object with the same members; the values themselves are shared. */
    static ObjectNode shallowCopy(ObjectNode node) {
        return object().setAll(node);
    }

    /**
     * Whether two values are the same: numbers by their exact value, so that {@code 1} is {@code
     * 1.0}; nothing is converted, so that {@code "1"} is not {@code 1}.
     */
    static boolean same(JsonNode a, JsonNode b) {
        return switch (a) {
            case ObjectNode left -> b instanceof ObjectNode right && sameMembers(left, right);
            case ArrayNode left -> b instanceof ArrayNode right && sameItems(left, right);
            case ExactNumber left ->
                    b instanceof ExactNumber right
                            && left.decimalValue().compareTo(right.decimalValue()) == 0;
            default -> a.equals(b);
        };
    }

    private static boolean sameMembers(ObjectNode left, ObjectNode right) {
        return left.size() == right.size()
                && left.properties().stream().allMatch(member -> sameMember(member, right));
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
