// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.shadow.json.ExactNumber;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a device says of a desired version that it was sent.
 *
 * @param reason in the device's own words, cut off where it is longer than anybody reads
 */
public record Ack(long desiredVersion, Status status, Optional<String> reason) {

    private static final int LONGEST_REASON = 512;

    // Any version that fits these digits fits a long.
    private static final int LONG_DIGITS = 18;

    /** What became of it. */
    public enum Status {
        /** Done. */
        APPLIED,
        /** Tried, and it did not work. */
        FAILED,
        /** Not tried: the device does not accept it. */
        REJECTED
    }

    public Ack {
        reason = reason.map(Ack::cut);
    }

    /** Reads {@code {"desiredVersion":9,"status":"failed","reason":"…"}}; empty when it is none. */
    public static Optional<Ack> parse(JsonNode root) {
        return version(root.path("desiredVersion"))
                .flatMap(version ->
                        status(root.path("status"))
                                .map(status -> new Ack(version, status, reason(root))));
    }

    /** Whether the device did all of it. */
    public boolean applied() {
        return status == Status.APPLIED;
    }

    /** What operators are shown of a failure. */
    String told() {
        return reason.orElseGet(() -> status.name().toLowerCase(Locale.ROOT));
    }

    private static Optional<Long> version(JsonNode node) {
        return node instanceof ExactNumber number
                        && number.isIntegralNumber()
                        && number.asText().length() <= LONG_DIGITS
                ? Optional.of(number.longValue()).filter(version -> version >= 0)
                : Optional.empty();
    }

    private static Optional<Status> status(JsonNode node) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(node.textValue()))
                .findFirst();
    }

    private static Optional<String> reason(JsonNode root) {
        return root.path("reason") instanceof TextNode text
                ? Optional.of(text.textValue())
                : Optional.empty();
    }

    /** Never between the two halves of a character. */
    private static String cut(String text) {
        if (text.length() <= LONGEST_REASON) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(LONGEST_REASON - 1));
        return text.substring(0, pair ? LONGEST_REASON - 1 : LONGEST_REASON);
    }
}
