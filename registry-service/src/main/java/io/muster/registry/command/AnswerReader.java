// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.registry.command.Command.Promise;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads answers: the levels below {@code cmd/{id}/} and the payload. */
final class AnswerReader {

    /** As many as the smallest artifact limit needs at one byte each would be too many rows. */
    static final int MAX_CHUNKS = 1_024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DONE_BYTES = 8 * 1024;
    private static final int MAX_REASON = 200;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,3}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private AnswerReader() {}

    /** The answer; empty when it is none. */
    static Optional<Answer> read(List<String> levels, byte[] payload) {
        return switch (levels.getFirst()) {
            case "ack" -> Optional.<Answer>of(new Answer.Ack()).filter(_ -> levels.size() == 1);
            case "chunk" -> levels.size() == 2 ? chunk(levels.get(1), payload) : Optional.empty();
            case "done" -> levels.size() == 1 ? done(payload) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Answer> chunk(String number, byte[] payload) {
        return Optional.of(number)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::valueOf)
                .filter(n -> n < MAX_CHUNKS && payload.length > 0)
                .map(n -> new Answer.Chunk(n, payload));
    }

    private static Optional<Answer> done(byte[] payload) {
        if (payload.length > MAX_DONE_BYTES) {
            return Optional.empty();
        }
        try {
            return done(JSON.readTree(payload));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Answer> done(JsonNode json) {
        if (!json.path("ok").isBoolean()) {
            return Optional.empty();
        }
        if (!json.path("ok").booleanValue()) {
            return Optional.of(new Answer.Failed(reason(json.path("error").asText())));
        }
        var result = json.path("result");
        // PostgreSQL's text holds everything but NUL, which JSON writes as an escape anyway.
        return Optional.of(
                new Answer.Done(promise(json), result.isObject() ? result.toString() : null));
    }

    private static String reason(String error) {
        var text = error.replace('\0', '\uFFFD').strip();
        return text.isEmpty()
                ? "the device could not do it"
                : text.substring(0, Math.min(text.length(), MAX_REASON));
    }

    private static Optional<Promise> promise(JsonNode json) {
        int chunks = json.path("chunks").asInt(0);
        var sha256 = json.path("sha256").asText();
        return chunks > 0 && chunks <= MAX_CHUNKS && SHA256.matcher(sha256).matches()
                ? Optional.of(new Promise(chunks, sha256))
                : Optional.empty();
    }
}
