// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads presence payloads. Members we don't know are the device's business. */
final class PresenceJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BYTES = 4096;
    private static final int MAX_TEXT = 128;
    private static final int MAX_SECONDS = 7 * 86_400;
    private static final String LOST = "lost";

    private PresenceJson() {}

    /** The message in a payload; empty when it is none. */
    static Optional<PresenceMessage> parse(byte[] payload) {
        if (payload.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return message(JSON.readTree(payload));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<PresenceMessage> message(JsonNode json) {
        return text(json, "sid")
                .flatMap(session ->
                        switch (json.path("s").asText()) {
                            case "online" ->
                                    Optional.of(
                                            new PresenceMessage.Online(
                                                    session, text(json, "fw"), silence(json)));
                            case "offline" ->
                                    Optional.of(
                                            new PresenceMessage.Offline(
                                                    session, text(json, "reason").orElse(LOST)));
                            default -> Optional.empty();
                        });
    }

    private static Optional<Silence> silence(JsonNode json) {
        return Silence.of(seconds(json, "hb"), seconds(json, "ka"));
    }

    private static Optional<Duration> seconds(JsonNode json, String member) {
        return Optional.of(json.path(member))
                .filter(JsonNode::isIntegralNumber)
                .filter(JsonNode::canConvertToInt)
                .map(JsonNode::intValue)
                .filter(seconds -> seconds > 0 && seconds <= MAX_SECONDS)
                .map(Duration::ofSeconds);
    }

    private static Optional<String> text(JsonNode json, String member) {
        return Optional.of(json.path(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty() && text.length() <= MAX_TEXT)
                // PostgreSQL's text holds everything but NUL.
                .filter(text -> text.indexOf('\0') < 0);
    }
}
