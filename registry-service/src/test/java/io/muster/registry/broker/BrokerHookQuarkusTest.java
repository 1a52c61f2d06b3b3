// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.RegistryResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Brokers call; what they say is what the API shows when they have their answer. */
@QuarkusTest
class BrokerHookQuarkusTest {

    private static final String SECRET = RegistryResource.HOOK_SECRET;

    @Test
    void hiveMqTellsOfTheTenantThatTheClientWasFoundToBeOf() {
        var device = Api.newDevice();

        hiveMq(event("connected", device, "default", "c2", 2000)).then().statusCode(200);
        hiveMq(event("disconnected", device, "default", "c1", 1000)).then().statusCode(200);

        Api.presence(device)
                .then()
                .body("status", equalTo("ONLINE"))
                .body("session", equalTo("c2"))
                .body("broker", equalTo("hive"));
        hiveMq(event("disconnected", device, "another", "c2", 2000)).then().statusCode(200);
        Api.presence(device).then().body("status", equalTo("ONLINE"));
        hiveMq(event("disconnected", device, "default", "c2", 2000)).then().statusCode(200);
        Api.presence(device).then().body("status", equalTo("OFFLINE"));
    }

    @Test
    void emqxTellsByARule() {
        var device = Api.newDevice();
        var body =
                """
                {"event":"client.%s","clientid":"%s","connected_at":1645003578536,"reason":"tcp_closed"}
                """;

        emqx(body.formatted("disconnected", device)).then().statusCode(200);
        emqx(body.formatted("connected", device)).then().statusCode(200);

        Api.presence(device).then().body("status", equalTo("OFFLINE"));
        emqx(body.formatted("connected", device).replace("578536", "578537"));
        Api.presence(device).then().body("status", equalTo("ONLINE"));
    }

    @Test
    void verneMqTellsWithItsSecretInThePath() {
        var device = Api.newDevice();
        var body = "{\"mountpoint\":\"\",\"client_id\":\"%s\"}".formatted(device);

        verneMq("on_client_wakeup", SECRET, body).then().statusCode(200).body(equalTo("{}"));
        Api.presence(device).then().body("status", equalTo("ONLINE"));
        verneMq("on_client_offline", "wrong-secret-of-128-bits-or-more", body)
                .then()
                .statusCode(401);
        Api.presence(device).then().body("status", equalTo("ONLINE"));
        verneMq("on_client_offline", SECRET, body).then().statusCode(200);
        Api.presence(device).then().body("status", equalTo("OFFLINE"));
    }

    @Test
    void whoeverShowsNoSecretIsNotListenedTo() {
        var body = event("connected", Api.newDevice(), "default", "c1", 1000);

        given().body(body).post("/hooks").then().statusCode(401);
        given().body(body).post("/hooks/hive/hivemq").then().statusCode(401);
        given().auth().oauth2("wrong").body(body).post("/hooks/hive/hivemq").then().statusCode(401);
        given().auth().oauth2(SECRET).body(body).post("/hooks/hive/emqx").then().statusCode(401);
        given().auth().oauth2(SECRET).body(body).post("/hooks/verne/hivemq").then().statusCode(401);
        given().auth().oauth2(SECRET).body(body).post("/hooks/x/hivemq").then().statusCode(401);
    }

    @Test
    void whatIsNoCallIsRefused() {
        hiveMq("not json").then().statusCode(400);
        hiveMq("[]").then().statusCode(400);
        hiveMq(" ".repeat(600_000)).then().statusCode(413);
        given().auth().oauth2(SECRET).get("/hooks/hive/hivemq").then().statusCode(405);
        hiveMq(event("connected", "nobody", "default", "c1", 1000)).then().statusCode(200);
    }

    private static String event(
            String type, String device, String tenant, String connection, long second) {
        return """
        {"events":[{"type":"%s","clientId":"%s","tenant":"%s","connection":"%s","began":%d}]}
        """
                .formatted(type, device, tenant, connection, 1_645_000_000_000L + second);
    }

    private static Response hiveMq(String body) {
        return given().auth().oauth2(SECRET).body(body).post("/hooks/hive/hivemq");
    }

    private static Response emqx(String body) {
        return given().auth().oauth2(SECRET).body(body).post("/hooks/emqx/emqx");
    }

    private static Response verneMq(String hook, String secret, String body) {
        return given().header("vernemq-hook", hook)
                .body(body)
                .post("/hooks/verne/" + secret + "/vernemq");
    }
}
