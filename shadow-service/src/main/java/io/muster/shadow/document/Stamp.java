// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.shadow.json.Json;

/**
 * When a member was written, by which version of the shadow and by whom. Stored as one text, so
 * that all members of an update share it and nothing is taken apart before somebody asks.
 *
 * @param by such as {@code device} or {@code user:anna}; empty when nobody said
 */
public record Stamp(long millis, long version, String by) {

    /** Of a writer; what we write ourselves comes out of tokens, which are not long. */
    private static final int LONGEST_NAME = 4_096;

    private static final Stamp UNKNOWN = new Stamp(0, 0, "");

    /** The form in a tree of stamps. */
    JsonNode node() {
        return TextNode.valueOf(millis + " " + version + " " + by);
    }

    /** Reads what {@link #node} wrote; anything else is a stamp of which nothing is known. */
    static Stamp of(JsonNode node) {
        var text = node.asText();
        int version = text.indexOf(' ') + 1;
        int by = text.indexOf(' ', version) + 1;
        try {
            return by == 0
                    ? UNKNOWN
                    : new Stamp(
                            Long.parseLong(text, 0, version - 1, 10),
                            Long.parseLong(text, version, by - 1, 10),
                            text.substring(by));
        } catch (NumberFormatException notOurs) {
            return UNKNOWN;
        }
    }

    /** Reads what {@link #details} made; anything else is a stamp of which nothing is known. */
    static Stamp shown(JsonNode details) {
        var by = details.path("by").asText("");
        return details.path("ts").isNumber() && by.length() <= LONGEST_NAME
                ? new Stamp(details.path("ts").asLong(), details.path("v").asLong(), by)
                : UNKNOWN;
    }

    /** The form of the AWS contract, which knows seconds and nothing else. */
    ObjectNode seconds() {
        return Json.object().put("timestamp", Math.floorDiv(millis, 1000L));
    }

    /** The form of the API. */
    ObjectNode details() {
        var details = Json.object().put("ts", millis).put("v", version);
        return by.isEmpty() ? details : details.put("by", by);
    }
}
