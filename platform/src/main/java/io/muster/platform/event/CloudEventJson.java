// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The JSON form of events. It works on trees: no class is bound, so nothing needs reflection. */
final class CloudEventJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPEC_VERSION = "1.0";

    /** What comes behind the digits of the sequence, which is the last member. */
    static final String NUMBERED = "\"}";

    private CloudEventJson() {}

    static byte[] write(CloudEvent event) {
        var json = unnumbered(event) + event.sequence() + NUMBERED;
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** All before the digits of the sequence; {@link #NUMBERED} is what comes behind them. */
    static String unnumbered(CloudEvent event) {
        var json =
                JSON.createObjectNode()
                        .put("specversion", SPEC_VERSION)
                        .put("id", event.id())
                        .put("source", event.source())
                        .put("type", event.type())
                        .put("subject", event.subject())
                        .put("time", event.time().toString())
                        .put("datacontenttype", "application/json")
                        .put("tenant", event.tenant().value());
        json.set("data", event.data());
        try {
            var text = JSON.writeValueAsString(json);
            // Extension attributes are strings where a number may exceed 32 bits.
            return text.substring(0, text.length() - 1) + ",\"sequence\":\"";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static CloudEvent read(byte[] bytes) {
        var json = tree(bytes);
        if (!text(json, "specversion").equals(SPEC_VERSION)) {
            throw malformed("specversion");
        }
        if (!(json.get("data") instanceof ObjectNode data)) {
            throw malformed("data");
        }
        return new CloudEvent(
                text(json, "id"),
                text(json, "source"),
                text(json, "type"),
                text(json, "subject"),
                TenantId.parse(text(json, "tenant")).orElseThrow(() -> malformed("tenant")),
                sequence(text(json, "sequence")),
                time(text(json, "time")),
                data);
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the event is not JSON");
        }
    }

    private static String text(JsonNode json, String attribute) {
        var value = json.path(attribute);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw malformed(attribute);
        }
        return value.textValue();
    }

    private static long sequence(String text) {
        try {
            long sequence = Long.parseLong(text);
            if (sequence >= 1) {
                return sequence;
            }
        } catch (NumberFormatException notANumber) {
            throw malformed("sequence");
        }
        throw malformed("sequence");
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw malformed("time");
        }
    }

    private static IllegalArgumentException malformed(String attribute) {
        return new IllegalArgumentException(
                "the event's " + attribute + " is missing or malformed");
    }
}
