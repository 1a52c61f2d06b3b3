// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The stamps of a section: a tree beside the state whose leaves are {@link Stamp}s. A stamp that
 * stands where the state has an object or an array holds for all that is in it; arrays, which are
 * only ever written whole, need no more than one. Walks follow the state, never the shape of the
 * stamps, so that a user's property called {@code timestamp} can't be taken for metadata.
 */
final class Stamps {

    private Stamps() {}

    /** The stamps of one member. */
    static JsonNode of(JsonNode stamps, String member) {
        return stamps instanceof ObjectNode object ? object.path(member) : stamps;
    }

    /** The same stamps as an object with one entry for each member, to be changed. */
    static ObjectNode ofEach(ObjectNode state, JsonNode stamps, int room) {
        if (stamps instanceof ObjectNode object) {
            return Json.copy(object, room);
        }
        var each = Json.object();
        state.properties().forEach(member -> each.set(member.getKey(), stamps));
        return each;
    }

    /** The form the wire shows, in the shape of the state, each leaf made of its stamp. */
    static JsonNode rendered(JsonNode state, JsonNode stamps, Function<Stamp, JsonNode> leaf) {
        return switch (state) {
            case ObjectNode object -> {
                var members = Json.object();
                for (var member : object.properties()) {
                    var inner = of(stamps, member.getKey());
                    members.set(member.getKey(), rendered(member.getValue(), inner, leaf));
                }
                yield members;
            }
            case ArrayNode array -> {
                var items = Json.array(array.size());
                array.forEach(item -> items.add(rendered(item, stamps, leaf)));
                yield items;
            }
            default -> leaf.apply(Stamp.of(stamps));
        };
    }

    /** Reads what {@link #rendered} made with {@link Stamp#details}. */
    static JsonNode parsed(JsonNode state, JsonNode shown) {
        if (!(state instanceof ObjectNode object)) {
            return leaf(state, shown).map(Stamp::node).orElseGet(Json::object);
        }
        var members = Json.object();
        for (var member : object.properties()) {
            var inner = shown.path(member.getKey());
            members.set(member.getKey(), parsed(member.getValue(), inner));
        }
        return members;
    }

    /** All that is in an array was written at the same time. */
    private static Optional<Stamp> leaf(JsonNode state, JsonNode shown) {
        return switch (state) {
            case ObjectNode object ->
                    object.propertyStream()
                            .flatMap(member ->
                                    leaf(member.getValue(), shown.path(member.getKey())).stream())
                            .findFirst();
            case ArrayNode array ->
                    IntStream.range(0, array.size())
                            .mapToObj(i -> leaf(array.get(i), shown.path(i)))
                            .flatMap(Optional::stream)
                            .findFirst();
            default -> Optional.of(Stamp.shown(shown));
        };
    }
}
