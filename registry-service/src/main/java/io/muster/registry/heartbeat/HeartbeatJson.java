// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads heartbeats. A member that makes no sense is left out; the device lives all the same. */
final class HeartbeatJson {

    private static final int MAX_BYTES = 1024;
    private static final int DEEPEST = 4;
    private static final int LONGEST_NUMBER = 24;
    private static final Pattern NETWORK = Pattern.compile("[A-Za-z0-9._-]{1,16}");
    private static final int WEAKEST = -200;
    private static final int STRONGEST = 50;
    private static final int MOST_NOISE = 100;
    private static final int FULL = 100;
    private static final long CENTURY_SECONDS = 100L * 366 * 86_400;
    private static final int HIGHEST_LOAD = 100_000;

    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(DEEPEST)
                                            .maxNumberLength(LONGEST_NUMBER)
                                            .build())
                            .build());

    private HeartbeatJson() {}

    /** The heartbeat in a payload that came now; empty when it is no JSON object. */
    static Optional<Heartbeat> parse(byte[] payload, Instant now) {
        if (payload.length == 0 || payload.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(payload);
            return json.isObject() ? Optional.of(heartbeat(json, now)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Heartbeat heartbeat(JsonNode json, Instant now) {
        return new Heartbeat(
                now,
                whole(number(json, "rssi", WEAKEST, STRONGEST)),
                number(json, "snr", -MOST_NOISE, MOST_NOISE),
                whole(number(json, "bat", 0, FULL)),
                seconds(number(json, "up", 0, CENTURY_SECONDS)),
                number(json, "load", 0, HIGHEST_LOAD),
                network(json.path("net")));
    }

    private static @Nullable Double number(JsonNode json, String member, double from, double to) {
        var node = json.path(member);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        return value >= from && value <= to ? (Double) value : null;
    }

    private static @Nullable Integer whole(@Nullable Double value) {
        return value == null ? null : (Integer) (int) Math.round(value);
    }

    private static @Nullable Long seconds(@Nullable Double value) {
        return value == null ? null : (Long) Math.round(value);
    }

    private static @Nullable String network(JsonNode node) {
        return node.isTextual() && NETWORK.matcher(node.textValue()).matches()
                ? node.textValue()
                : null;
    }
}
