// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatJsonTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Heartbeat BARE = new Heartbeat(NOW, null, null, null, null, null, null);

    @Test
    void aWholeHeartbeat() {
        assertThat(
                        parse(
                                "{\"ts\":1,\"rssi\":-71,\"snr\":9.5,\"bat\":82.6,\"up\":86400,"
                                        + "\"load\":0.25,\"net\":\"lte\"}"))
                .contains(new Heartbeat(NOW, -71, 9.5, 83, 86_400L, 0.25, "lte"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"rssi\":\"-71\"}",
                "{\"rssi\":1e999}",
                "{\"rssi\":-201,\"bat\":101,\"up\":-1,\"load\":-0.1,\"snr\":1000}",
                "{\"net\":\"l\\u0000\"}",
                "{\"net\":\"12345678901234567\"}",
                "{\"bat\":[1],\"up\":null,\"net\":{}}"
            })
    void whatMakesNoSenseIsLeftOut(String payload) {
        assertThat(parse(payload)).contains(BARE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{\"bat\":",
                "{\"x\":[[[[[[]]]]]]}",
                "{\"bat\":1111111111111111111111111}"
            })
    void whatIsNoHeartbeat(String payload) {
        assertThat(parse(payload)).isEmpty();
    }

    @Test
    void aHugeOneIsNotRead() {
        assertThat(parse("{\"x\":\"" + "x".repeat(1024) + "\"}")).isEmpty();
    }

    private static Optional<Heartbeat> parse(String payload) {
        return HeartbeatJson.parse(payload.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
