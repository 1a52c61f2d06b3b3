// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The members that a merge patch sets or removes: its values that are no objects, or empty ones.
 */
public final class PatchLeaves {

    private PatchLeaves() {}

    /** Each with its place in the section, in the order of the places. */
    public static NavigableMap<Pointer, JsonNode> of(JsonNode patch) {
        var leaves = new TreeMap<Pointer, JsonNode>();
        collect(leaves, Pointer.ROOT, patch);
        return leaves;
    }

    private static void collect(Map<Pointer, JsonNode> leaves, Pointer at, JsonNode value) {
        if (value instanceof ObjectNode object && !(object.isEmpty() && !at.isRoot())) {
            object.properties()
                    .forEach(member ->
                            collect(leaves, at.child(member.getKey()), member.getValue()));
        } else {
            leaves.put(at, value);
        }
    }
}
