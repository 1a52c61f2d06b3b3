// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** Members of what a broker sends, as far as they make sense. */
final class Told {

    private static final int MAX_TEXT = 128;

    /** What is smaller counts seconds: it would be a date in 1973. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private static final long LAST_MILLIS = 100_000_000_000_000L;

    private Told() {}

    /** A text that the database can hold. */
    static Optional<String> text(JsonNode json, String member) {
        return Optional.ofNullable(json.path(member).textValue())
                .filter(text -> !text.isEmpty() && text.length() <= MAX_TEXT)
                .filter(text -> text.indexOf('\0') < 0);
    }

    /** A time in milliseconds or, as some versions tell it, in seconds. */
    static Optional<Instant> time(JsonNode json, String member) {
        var node = json.path(member);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            return Optional.empty();
        }
        long value = node.longValue();
        return value <= 0 || value > LAST_MILLIS
                ? Optional.empty()
                : Optional.of(
                        value < FIRST_MILLIS
                                ? Instant.ofEpochSecond(value)
                                : Instant.ofEpochMilli(value));
    }
}
