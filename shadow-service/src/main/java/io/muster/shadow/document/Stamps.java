// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongFunction;

/**
 * When each leaf of a section was last written. Kept as a tree of the section's own shape whose
 * leaves are numbers (milliseconds), so that a user's property called {@code timestamp} can't be
 * taken for metadata; the wire's form is made on the way out.
 */
final class Stamps {

    private Stamps() {}

    /** The stamps of a value that is written now; a null counts as a leaf, as answers show it. */
    static JsonNode of(JsonNode value, long millis) {
        return switch (value) {
            case ObjectNode object -> ofMembers(object, millis);
            case ArrayNode array -> {
                var items = Json.array(array.size());
                array.forEach(item -> items.add(of(item, millis)));
                yield items;
            }
            default -> LongNode.valueOf(millis);
        };
    }

    private static ObjectNode ofMembers(ObjectNode object, long millis) {
        var members = Json.object();
        object.properties().forEach(m -> members.set(m.getKey(), of(m.getValue(), millis)));
        return members;
    }

    /** The form the wire shows, each leaf made by {@code leaf}. */
    static JsonNode rendered(JsonNode stamps, LongFunction<JsonNode> leaf) {
        return switch (stamps) {
            case ObjectNode object -> {
                var members = Json.object();
                object.properties()
                        .forEach(m -> members.set(m.getKey(), rendered(m.getValue(), leaf)));
                yield members;
            }
            case ArrayNode array -> {
                var items = Json.array(array.size());
                array.forEach(item -> items.add(rendered(item, leaf)));
                yield items;
            }
            default -> leaf.apply(stamps.longValue());
        };
    }
}
