// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.StrictJson;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a hook's request, read as what its content type says and as nothing else. */
record HookBody(@Nullable String contentType, Buffer content) {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** A JSON object; empty when it is none, or not called one. */
    Optional<JsonNode> json() {
        return is(JSON)
                ? StrictJson.parse(content.getBytes()).filter(JsonNode::isObject)
                : Optional.empty();
    }

    /** The members of a flat JSON object, or the parameters of a form; empty when it is neither. */
    Optional<Map<String, String>> fields() {
        return is(FORM) ? Fields.ofForm(content.getBytes()) : json().flatMap(Fields::ofJson);
    }

    private boolean is(String type) {
        if (contentType == null) {
            return false;
        }
        int end = contentType.indexOf(';');
        var bare = end < 0 ? contentType : contentType.substring(0, end);
        return bare.strip().toLowerCase(Locale.ROOT).equals(type);
    }
}
