// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of an authenticated broker.
 *
 * @param operation which of the dialect's questions it is
 */
record Question(String operation, MultiMap headers, HookBody body) {

    @Nullable String header(String name) {
        return headers.get(name);
    }

    /** A JSON object. */
    Optional<JsonNode> object() {
        return body.object();
    }

    /** Named texts. */
    Optional<Map<String, String>> fields() {
        return body.fields();
    }
}
