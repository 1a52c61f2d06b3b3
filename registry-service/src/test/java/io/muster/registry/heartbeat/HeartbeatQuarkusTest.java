// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.muster.registry.Api;
import io.muster.registry.EventTap;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HeartbeatQuarkusTest {

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
    void aDevicesPresenceShowsItsLastHeartbeat() {
        var device = born();

        tap.beat(device, "{\"rssi\":-90}");
        tap.beat(
                device,
                "{\"rssi\":-71,\"snr\":9.5,\"bat\":82,\"up\":86400,\"load\":0.25,\"net\":\"lte\"}");

        await().untilAsserted(
                        () -> Api.presence(device).then().body("heartbeat.rssi", equalTo(-71)));
        Api.presence(device)
                .then()
                .body("status", equalTo("ONLINE"))
                .body("heartbeat.snr", equalTo(9.5f))
                .body("heartbeat.battery", equalTo(82))
                .body("heartbeat.uptime", equalTo(86_400))
                .body("heartbeat.load", equalTo(0.25f))
                .body("heartbeat.network", equalTo("lte"));
    }

    @Test
    void aHeartbeatMovesWhenTheDeviceWasSeenLast() {
        var device = born();
        var before = lastSeen(device);

        tap.beat(device, "{}");

        await().untilAsserted(() -> assertThat(lastSeen(device)).isAfter(before));
    }

    @Test
    void hostileHeartbeatsHurtNobody() {
        var device = born();
        tap.beat(device, "");
        tap.beat(device, "\u0000");
        tap.beat(device, "{\"net\":\"\\u0000\",\"rssi\":1e999,\"bat\":-5");
        tap.beat("unknown-" + device, "{\"bat\":5}");

        tap.beat(device, "{\"bat\":7,\"net\":\"\\u0000\"}");

        await().untilAsserted(
                        () -> Api.presence(device).then().body("heartbeat.battery", equalTo(7)));
        Api.presence(device).then().body("heartbeat.network", nullValue());
    }

    @Test
    void aDeviceThatWasNeverSeenHasAPresence() {
        Api.presence(Api.newDevice()).then().body("status", equalTo("NEVER_SEEN"));
        Api.presence("nobody").then().statusCode(404);
    }

    private String born() {
        var device = Api.newDevice();
        tap.say(device, "{\"s\":\"online\",\"sid\":\"a\"}");
        await().untilAsserted(() -> Api.presence(device).then().body("status", equalTo("ONLINE")));
        return device;
    }

    private static Instant lastSeen(String device) {
        return Instant.parse(Api.presence(device).then().extract().path("lastSeenAt"));
    }
}
