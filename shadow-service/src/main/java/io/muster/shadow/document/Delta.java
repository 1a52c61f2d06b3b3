// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a device still has to do: the members of {@code desired} that {@code reported} lacks or has
 * otherwise, with the stamps of the desired ones. Arrays are values and appear whole; members that
 * only the device has never appear.
 */
final class Delta {

    private Delta() {}

    static Section between(Section desired, Section reported) {
        var state = Json.object();
        var stamps = Json.object();
        differing(state, stamps, desired.state(), desired.stamps(), reported.state());
        return Section.of(state, stamps);
    }

    /** Whether there is none, found without making it. */
    static boolean none(Section desired, Section reported) {
        return met(desired.state(), reported.state());
    }

    private static boolean met(ObjectNode desired, ObjectNode reported) {
        for (var member : desired.properties()) {
            if (!metBy(member.getValue(), reported.get(member.getKey()))) {
                return false;
            }
        }
        return true;
    }

    static boolean metBy(JsonNode desired, @Nullable JsonNode reported) {
        if (desired instanceof ObjectNode want && reported instanceof ObjectNode have) {
            return met(want, have);
        }
        return reported != null && Json.same(desired, reported);
    }

    private static void differing(
            ObjectNode state,
            ObjectNode stamps,
            ObjectNode desired,
            JsonNode desiredStamps,
            ObjectNode reported) {
        for (var member : desired.properties()) {
            var name = member.getKey();
            var value = member.getValue();
            var inner = Stamps.of(desiredStamps, name);
            if (value instanceof ObjectNode want && reported.get(name) instanceof ObjectNode have) {
                var innerState = Json.object();
                var innerStamps = Json.object();
                differing(innerState, innerStamps, want, inner, have);
                add(state, stamps, name, innerState, innerStamps);
            } else if (!metBy(value, reported.get(name))) {
                state.set(name, value);
                stamps.set(name, inner);
            }
        }
    }

    /** Objects in which nothing differs are left out. */
    private static void add(
            ObjectNode state, ObjectNode stamps, String name, ObjectNode inner, ObjectNode times) {
        if (!inner.isEmpty()) {
            state.set(name, inner);
            stamps.set(name, times);
        }
    }
}
