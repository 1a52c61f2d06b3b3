// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.muster.registry.Api;
import io.muster.registry.EventTap;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GatewayQuarkusTest {

    private EventTap tap;
    private String gateway;
    private String child;

    @BeforeEach
    void connect() {
        tap = EventTap.open();
        gateway = typedDevice(type(Map.of("gateway", true)));
        child = Api.newDevice();
    }

    @AfterEach
    void disconnect() {
        tap.close();
    }

    @Test
    void case45AGatewaysChildrenAreUnknownWhenItIsLostUntilItSpeaksAgain() {
        add(child, gateway).then().statusCode(204);
        tap.say(gateway, online("g1"));
        say(gateway, child, online("c1"));
        awaitStatus(child, "ONLINE");
        Api.presence(child).then().body("gateway", equalTo(gateway));

        tap.say(gateway, "{\"s\":\"offline\",\"sid\":\"g1\"}");
        awaitStatus(child, "UNKNOWN");

        tap.say(gateway, online("g2"));
        awaitStatus(gateway, "ONLINE");
        Api.presence(child).then().body("status", equalTo("UNKNOWN"));
        say(gateway, child, online("c1"));
        awaitStatus(child, "ONLINE");
        say(gateway, child, "{\"s\":\"offline\",\"sid\":\"c1\",\"reason\":\"unplugged\"}");
        awaitStatus(child, "OFFLINE");
        Api.presence(child).then().body("reason", equalTo("unplugged"));
    }

    @Test
    void onlyARegisteredGatewaySpeaksForADevice() {
        var other = typedDevice(type(Map.of("gateway", true)));
        add(child, gateway).then().statusCode(204);
        tap.say(other, online("o1"));
        tap.say(gateway, online("g1"));

        say(other, child, online("c1"));
        say(other, child, "{\"s\":\"online\",\"sid\":\"c2\"}");
        tap.say(other, online("o2"));
        awaitSession(other, "o2");
        Api.presence(child).then().body("status", equalTo("NEVER_SEEN"));

        say(gateway, child, online("c3"));
        awaitStatus(child, "ONLINE");
        remove(child, gateway).then().statusCode(204);
        Api.presence(child).then().body("status", equalTo("UNKNOWN"));
        remove(child, gateway).then().statusCode(404);
    }

    @Test
    void aDeviceThatSpeaksForItselfNeedsNoGateway() {
        add(child, gateway);
        tap.say(gateway, online("g1"));
        say(gateway, child, online("c1"));
        awaitStatus(child, "ONLINE");

        tap.say(child, online("c2"));
        awaitSession(child, "c2");
        tap.say(gateway, "{\"s\":\"offline\",\"sid\":\"g1\"}");
        awaitStatus(gateway, "OFFLINE");

        Api.presence(child).then().body("status", equalTo("ONLINE")).body("gateway", nullValue());
    }

    @Test
    void theChildrenAreListedInPages() {
        var children = new ArrayList<>(List.of(child));
        for (int i = 0; i < 4; i++) {
            children.add(Api.newDevice());
        }
        children.forEach(each -> add(each, gateway).then().statusCode(204));
        add(child, gateway).then().statusCode(204);

        var first = children("?limit=3");
        List<String> seen = new ArrayList<>(first.path("items.id"));
        String cursor = first.path("nextCursor");
        seen.addAll(children("?limit=3&cursor=" + cursor).path("items.id"));

        assertThat(seen).isSorted().containsExactlyInAnyOrderElementsOf(children);
        first.then().body("items[0].status", equalTo("NEVER_SEEN"));
    }

    @Test
    void whatIsNoGatewayIsRefused() {
        add(child, Api.newDevice()).then().statusCode(422);
        add(child, typedDevice(type(Map.of()))).then().statusCode(422);
        add(gateway, gateway).then().statusCode(422);
        add(child, "nobody").then().statusCode(404);
        add("nobody", gateway).then().statusCode(404);
        Api.as("viewer")
                .put("/api/v1/devices/" + child + "/gateways/" + gateway)
                .then()
                .statusCode(403);
    }

    @Test
    void aDeviceOfATypeMayBeSilentForAsLongAsTheTypeSays() {
        var device = typedDevice(type(Map.of("heartbeatSeconds", 1)));

        tap.say(device, online("a"));

        awaitStatus(device, "STALE");
        awaitStatus(device, "OFFLINE");
        Api.presence(device).then().body("reason", equalTo("timeout"));
    }

    private static String type(Map<String, Object> options) {
        var id = "type-" + Api.newId();
        Api.as("operator")
                .body(options)
                .put("/api/v1/device-types/" + id)
                .then()
                .statusCode(200)
                .body("gateway", equalTo(options.containsKey("gateway")));
        return id;
    }

    private static String typedDevice(String type) {
        var id = Api.newId();
        Api.as("operator")
                .body(Map.of("id", id, "type", type))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        return id;
    }

    private static Response add(String device, String gateway) {
        return Api.as("operator").put("/api/v1/devices/" + device + "/gateways/" + gateway);
    }

    private static Response remove(String device, String gateway) {
        return Api.as("operator").delete("/api/v1/devices/" + device + "/gateways/" + gateway);
    }

    private Response children(String query) {
        return Api.as("viewer").get("/api/v1/devices/" + gateway + "/children" + query);
    }

    private void say(String speaker, String about, String payload) {
        tap.publish(
                speaker,
                "children/" + about + "/presence",
                MqttQos.AT_LEAST_ONCE,
                payload.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitStatus(String device, String status) {
        await().untilAsserted(() -> Api.presence(device).then().body("status", equalTo(status)));
    }

    private static void awaitSession(String device, String session) {
        await().untilAsserted(() -> Api.presence(device).then().body("session", equalTo(session)));
    }

    private static String online(String sid) {
        return "{\"s\":\"online\",\"sid\":\"%s\"}".formatted(sid);
    }
}
