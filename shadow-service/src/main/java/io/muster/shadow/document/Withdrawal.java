// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Json;
import org.jspecify.annotations.Nullable;

/** The wishes that a device had met and then chose to leave, as a patch that removes them. */
final class Withdrawal {

    private Withdrawal() {}

    static ObjectNode of(Section desired, Section before, Section after) {
        return left(desired.state(), before.state(), after.state());
    }

    private static ObjectNode left(ObjectNode desired, ObjectNode before, ObjectNode after) {
        var patch = Json.object();
        for (var wish : desired.properties()) {
            var name = wish.getKey();
            collect(patch, name, wish.getValue(), before.get(name), after.get(name));
        }
        return patch;
    }

    private static void collect(
            ObjectNode patch,
            String name,
            JsonNode wish,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {
        if (wish instanceof ObjectNode wishes
                && before instanceof ObjectNode had
                && after instanceof ObjectNode has) {
            var inner = left(wishes, had, has);
            if (!inner.isEmpty()) {
                patch.set(name, inner);
            }
        } else if (Delta.metBy(wish, before) && !Delta.metBy(wish, after)) {
            patch.putNull(name);
        }
    }
}
