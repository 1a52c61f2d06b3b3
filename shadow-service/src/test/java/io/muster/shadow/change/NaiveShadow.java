// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import java.util.TreeMap;

/**
 * A shadow as its rules say it, with no thought for speed: everything is copied, each leaf is a
 * path in a map, and nothing is shared with the code it is held against but the values.
 */
final class NaiveShadow {

    private final TreeMap<String, Long> times = new TreeMap<>();
    private ObjectNode state = Json.object();
    long version;

    /** A section of an update: absent, null or a patch. */
    void update(String section, JsonNode patch, long time) {
        if (patch == null) {
            return;
        }
        if (patch.isNull()) {
            state.remove(section);
            forget(section);
            return;
        }
        merge(state, "", section, patch, time);
        if (state.path(section).isEmpty()) {
            state.remove(section);
        }
    }

    private void merge(ObjectNode parent, String path, String name, JsonNode patch, long time) {
        var place = path + "/" + name;
        if (patch.isNull()) {
            parent.remove(name);
            forget(place);
        } else if (!patch.isObject()) {
            parent.set(name, patch.deepCopy());
            forget(place);
            if (hasLeaf(patch)) {
                times.put(place, time);
            }
        } else if (!onlyNulls(patch) || parent.has(name)) {
            if (!parent.path(name).isObject()) {
                parent.putObject(name);
                forget(place);
            }
            var object = (ObjectNode) parent.get(name);
            patch.properties().forEach(m -> merge(object, place, m.getKey(), m.getValue(), time));
        }
    }

    private static boolean hasLeaf(JsonNode value) {
        return !value.isContainerNode() || value.valueStream().anyMatch(NaiveShadow::hasLeaf);
    }

    private static boolean onlyNulls(JsonNode patch) {
        return !patch.isEmpty()
                && patch.valueStream().allMatch(v -> v.isNull() || (v.isObject() && onlyNulls(v)));
    }

    private void forget(String place) {
        var prefix = place.startsWith("/") ? place : "/" + place;
        times.keySet().removeIf(p -> p.equals(prefix) || p.startsWith(prefix + "/"));
    }

    ObjectNode section(String name) {
        return state.has(name) ? (ObjectNode) state.get(name) : Json.object();
    }

    /** The time of each leaf, arrays being one. */
    TreeMap<String, Long> times() {
        return new TreeMap<>(times);
    }

    JsonNode delta() {
        return delta(section("desired"), section("reported"));
    }

    private static ObjectNode delta(JsonNode desired, JsonNode reported) {
        var delta = Json.object();
        desired.properties()
                .forEach(member -> {
                    var want = member.getValue();
                    var have = reported.path(member.getKey());
                    if (want.isObject() && have.isObject()) {
                        var inner = delta(want, have);
                        if (!inner.isEmpty()) {
                            delta.set(member.getKey(), inner);
                        }
                    } else if (have.isMissingNode() || !equal(want, have)) {
                        delta.set(member.getKey(), want);
                    }
                });
        return delta;
    }

    private static boolean equal(JsonNode a, JsonNode b) {
        return a.equals(
                (x, y) ->
                        x.isNumber() && y.isNumber()
                                ? x.decimalValue().compareTo(y.decimalValue())
                                : x.equals(y) ? 0 : 1,
                b);
    }
}
