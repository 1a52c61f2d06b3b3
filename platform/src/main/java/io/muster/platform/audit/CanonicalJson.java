// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/**
 * JSON in exactly one form per value: members sorted by UTF-16 code units at every depth, no white
 * space, numbers as they are. Two trees that are equal have the same text, whatever order they were
 * built in.
 */
final class CanonicalJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CanonicalJson() {}

    static String write(JsonNode json) {
        try {
            return JSON.writeValueAsString(sorted(json));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode sorted(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return sortedMembers(object);
        }
        if (json.isArray()) {
            var array = JSON.createArrayNode();
            json.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return json;
    }

    private static ObjectNode sortedMembers(ObjectNode object) {
        var members = new TreeMap<String, JsonNode>();
        object.properties()
                .forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
        return JSON.createObjectNode().setAll(members);
    }
}
