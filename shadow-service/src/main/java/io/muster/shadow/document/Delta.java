// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device still has to do: the members of {@code desired} that {@code reported} lacks or has
 * otherwise, with the stamps of the desired ones. Arrays are values and appear whole; members that
 * only the device has never appear.
 */
final class Delta {

    private Delta() {}

    static Section between(Section desired, Section reported) {
        return differing(desired.state(), desired.stamps(), reported.state());
    }

    private static Section differing(ObjectNode desired, ObjectNode stamps, ObjectNode reported) {
        var delta = Section.empty();
        for (Map.Entry<String, JsonNode> member : desired.properties()) {
            var name = member.getKey();
            compare(delta, name, member.getValue(), stamps.path(name), reported.get(name));
        }
        return delta;
    }

    private static void compare(
            Section delta,
            String name,
            JsonNode desired,
            JsonNode stamps,
            @Nullable JsonNode reported) {
        if (desired instanceof ObjectNode want
                && stamps instanceof ObjectNode wantStamps
                && reported instanceof ObjectNode have) {
            var inner = differing(want, wantStamps, have);
            if (!inner.isEmpty()) {
                add(delta, name, inner.state(), inner.stamps());
            }
        } else if (reported == null || !Json.same(desired, reported)) {
            add(delta, name, desired, stamps);
        }
    }

    private static void add(Section delta, String name, JsonNode state, JsonNode stamps) {
        delta.state().set(name, state);
        delta.stamps().set(name, stamps);
    }
}
