// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the limits ask of a section's patch, found in one walk. */
final class Shape {

    private boolean nullInArray;
    private int depth;
    private int longestName;

    private Shape() {}

    static Shape of(JsonNode section) {
        var shape = new Shape();
        shape.walk(section, 0, false);
        return shape;
    }

    /** Whether an array has a null in it, at whatever depth. */
    boolean nullInArray() {
        return nullInArray;
    }

    /** Levels of objects and arrays, the section itself being the first. */
    int depth() {
        return depth;
    }

    /** UTF-8 bytes of the longest name of a member. */
    int longestName() {
        return longestName;
    }

    private void walk(JsonNode value, int around, boolean inArray) {
        switch (value) {
            case ObjectNode object -> {
                depth = Math.max(depth, around + 1);
                for (var member : object.properties()) {
                    longestName = Math.max(longestName, bytes(member.getKey()));
                    walk(member.getValue(), around + 1, inArray);
                }
            }
            case ArrayNode array -> {
                depth = Math.max(depth, around + 1);
                for (var item : array) {
                    walk(item, around + 1, true);
                }
            }
            default -> nullInArray |= inArray && value.isNull();
        }
    }

    private static int bytes(String name) {
        int bytes = name.length();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }
}
