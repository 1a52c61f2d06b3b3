// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.TestCsr;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PresenceQuarkusTest {

    private EventTap tap;

    @BeforeEach
    void connect() {
        tap = EventTap.open();
    }

    @AfterEach
    void disconnect() {
        tap.close();
    }

    @Test
    void theFirstBirthMakesADeviceActive() {
        var device = enrolledDevice();

        tap.say(device, online("a"));

        awaitConnected(device, "a");
        Api.get(device)
                .then()
                .body("state", equalTo("ACTIVE"))
                .body("version", equalTo(3))
                .body("presence.firmware", equalTo("1.0.0"))
                .body("presence.reason", equalTo("connected"));
    }

    @Test
    void case44TheWillOfAnOldSessionNeverWins() {
        var device = enrolledDevice();
        tap.say(device, online("a"));
        tap.say(device, online("b"));
        awaitConnected(device, "b");

        tap.say(device, lost("a"));
        tap.say(device, "{\"s\":\"offline\",\"sid\":\"b\",\"reason\":\"sleep\"}");

        await().untilAsserted(
                        () -> Api.get(device).then().body("presence.connected", equalTo(false)));
        Api.get(device).then().body("presence.reason", equalTo("sleep"));
        await().untilAsserted(() ->
                assertThat(presenceEvents(device)).containsExactly("a true", "b true", "b false"));
    }

    @Test
    void aRepeatedMessageIsToldOnce() {
        var device = enrolledDevice();
        tap.say(device, online("a"));
        tap.say(device, online("a"));
        tap.say(device, lost("a"));
        tap.say(device, lost("a"));
        tap.say(device, online("a"));
        tap.say(device, online("b"));

        awaitConnected(device, "b");
        await().untilAsserted(() ->
                assertThat(presenceEvents(device)).containsExactly("a true", "a false", "b true"));
    }

    @Test
    void whatIsNoPresenceMessageHurtsNobody() {
        var device = enrolledDevice();
        tap.say(device, "not json");
        tap.say("unknown-" + device, online("a"));
        tap.say(device, "");

        tap.say(device, online("a"));

        awaitConnected(device, "a");
    }

    @Test
    void case45ASilentDeviceIsStaleThenGoneAndBackWithItsNextHeartbeat() {
        var device = enrolledDevice();
        tap.say(device, "{\"s\":\"online\",\"sid\":\"a\",\"hb\":1}");
        awaitConnected(device, "a");

        awaitStatus(device, "STALE");
        awaitStatus(device, "OFFLINE");
        Api.presence(device).then().body("reason", equalTo("timeout"));
        tap.beat(device, "{\"bat\":50}");

        awaitStatus(device, "ONLINE");
        await().untilAsserted(() ->
                assertThat(presenceEvents(device)).containsExactly("a true", "a false", "a true"));
    }

    @Test
    void aRestlessDeviceIsToldOnce() {
        var device = enrolledDevice();
        for (int i = 0; i < 8; i++) {
            tap.say(device, online(Integer.toString(i)));
        }

        awaitConnected(device, "7");
        await().untilAsserted(() ->
                assertThat(tap.of(device).stream().map(EventTap.Heard::type))
                        .contains("presence.flapping"));
        assertThat(presenceEvents(device)).hasSize(4);
        Api.presence(device).then().body("flapping", equalTo(true));
    }

    /** RabbitMQ publishes no Will of a session that is ended from outside. */
    @Test
    void theEndOfADevicesLastCertificateIsTheEndOfItsSession() {
        var device = enrolledDevice();
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        List<String> certificates = Api.certificates(device).path("items.fingerprint");
        tap.say(device, online("a"));
        awaitConnected(device, "a");

        Api.revoke(certificates.get(0), "keyCompromise").then().statusCode(200);
        Api.presence(device).then().body("status", equalTo("ONLINE"));
        Api.revoke(certificates.get(1), "keyCompromise").then().statusCode(200);

        Api.presence(device)
                .then()
                .body("status", equalTo("OFFLINE"))
                .body("reason", equalTo("revoked"));
        tap.say(device, online("a"));
        tap.beat(device, "{}");
        await().untilAsserted(() ->
                assertThat(presenceEvents(device)).containsExactly("a true", "a false"));
    }

    private static void awaitStatus(String device, String status) {
        await().untilAsserted(() -> Api.presence(device).then().body("status", equalTo(status)));
    }

    private static void awaitConnected(String device, String session) {
        await().untilAsserted(() ->
                Api.get(device)
                        .then()
                        .body("presence.connected", equalTo(true))
                        .body("presence.session", equalTo(session)));
    }

    private List<String> presenceEvents(String device) {
        return tap.of(device).stream()
                .filter(event -> event.type().equals("presence.changed"))
                .map(EventTap.Heard::data)
                .map(data -> data.path("session").asText() + " " + data.path("connected").asText())
                .toList();
    }

    private static String enrolledDevice() {
        var device = Api.newDevice();
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        return device;
    }

    private static String online(String sid) {
        return "{\"s\":\"online\",\"sid\":\"%s\",\"ts\":1,\"fw\":\"1.0.0\"}".formatted(sid);
    }

    private static String lost(String sid) {
        return "{\"s\":\"offline\",\"sid\":\"%s\"}".formatted(sid);
    }
}
