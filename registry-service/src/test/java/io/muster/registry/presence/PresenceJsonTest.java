// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceJsonTest {

    @Test
    void aBirth() {
        assertThat(parse("{\"s\":\"online\",\"sid\":\"a\",\"ts\":1,\"fw\":\"1.0.0\",\"x\":[]}"))
                .contains(new PresenceMessage.Online("a", Optional.of("1.0.0"), Optional.empty()));
    }

    @Test
    void aBirthSaysHowOftenTheDeviceWillBeHeard() {
        assertThat(parse("{\"s\":\"online\",\"sid\":\"a\",\"hb\":60,\"ka\":20}"))
                .contains(born(Duration.ofSeconds(150)));
        assertThat(parse("{\"s\":\"online\",\"sid\":\"a\",\"ka\":20}"))
                .contains(born(Duration.ofSeconds(40)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e99", "99999999999999999999", "\"60\"", "604801", "null"})
    void anIntervalThatMakesNoSenseIsNone(String interval) {
        assertThat(parse("{\"s\":\"online\",\"sid\":\"a\",\"hb\":" + interval + "}"))
                .contains(new PresenceMessage.Online("a", Optional.empty(), Optional.empty()));
    }

    private static PresenceMessage.Online born(Duration patience) {
        return new PresenceMessage.Online(
                "a", Optional.empty(), Optional.of(new Silence(patience)));
    }

    @Test
    void aWill() {
        assertThat(parse("{\"s\":\"offline\",\"sid\":\"a\"}"))
                .contains(new PresenceMessage.Offline("a", "lost"));
    }

    @Test
    void aGoodbye() {
        assertThat(parse("{\"s\":\"offline\",\"sid\":\"a\",\"reason\":\"sleep\"}"))
                .contains(new PresenceMessage.Offline("a", "sleep"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "online",
                "{\"s\":\"online\"}",
                "{\"s\":\"online\",\"sid\":\"\"}",
                "{\"s\":\"online\",\"sid\":7}",
                "{\"s\":\"online\",\"sid\":\"a\\u0000\"}",
                "{\"s\":\"gone\",\"sid\":\"a\"}",
                "{\"s\":\"online\",\"sid\":\"a\""
            })
    void anythingElseIsNoMessage(String payload) {
        assertThat(parse(payload)).isEmpty();
    }

    @Test
    void aHugeMessageIsNotRead() {
        assertThat(parse("{\"s\":\"online\",\"sid\":\"a\",\"x\":\"" + "x".repeat(5000) + "\"}"))
                .isEmpty();
    }

    private static Optional<PresenceMessage> parse(String payload) {
        return PresenceJson.parse(payload.getBytes(StandardCharsets.UTF_8));
    }
}
