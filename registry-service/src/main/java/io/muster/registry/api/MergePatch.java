// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patches, RFC 7396. */
public final class MergePatch {

    /** The media type. */
    public static final String TYPE = "application/merge-patch+json";

    private MergePatch() {}

    /** What the patch makes of a document, which stays as it is. */
    public static ObjectNode apply(ObjectNode document, ObjectNode patch) {
        var result = document.deepCopy();
        patch.properties().forEach(change -> set(result, change.getKey(), change.getValue()));
        return result;
    }

    private static void set(ObjectNode result, String name, JsonNode value) {
        if (value.isNull()) {
            result.remove(name);
        } else if (value instanceof ObjectNode members) {
            var before =
                    result.get(name) instanceof ObjectNode there
                            ? there
                            : JsonNodeFactory.instance.objectNode();
            result.set(name, apply(before, members));
        } else {
            result.set(name, value);
        }
    }
}
