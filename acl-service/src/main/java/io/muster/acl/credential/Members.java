// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.JsonFault;
import io.muster.platform.topic.DeviceId;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the members of a fact about a credential; what makes no sense is a {@link JsonFault}. */
final class Members {

    private static final int MAX_NAME = 256;

    private Members() {}

    static String text(JsonNode fact, String name) {
        var text = fact.path(name).textValue();
        if (text == null || text.isEmpty() || text.length() > MAX_NAME) {
            throw new JsonFault("/" + name, "must be a text of 1 to 256 characters");
        }
        return text;
    }

    static DeviceId device(JsonNode fact) {
        return DeviceId.parse(text(fact, "device"))
                .orElseThrow(() -> new JsonFault("/device", "is no device id"));
    }

    static @Nullable Instant moment(JsonNode fact, String name) {
        try {
            return fact.hasNonNull(name) ? Instant.parse(fact.path(name).asText()) : null;
        } catch (DateTimeException malformed) {
            throw new JsonFault("/" + name, "is no moment");
        }
    }
}
