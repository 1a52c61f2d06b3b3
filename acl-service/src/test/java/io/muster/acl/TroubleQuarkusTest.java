// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.acl.TestIssuer.Mood;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Rows 1 and 4 of the pitfalls, over HTTP: with the issuer's keys or the fleet's facts away, nobody
 * is let in by mistake, and every broker hears so in its own words and before it gives up on us.
 */
@QuarkusTest
@TestProfile(TroubleProfile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TroubleQuarkusTest {

    private static final String SERVICE = "ota-service";

    /** EMQX's and VerneMQ's; RabbitMQ waits longer, and our own extension says no by itself. */
    private static final Duration BROKERS_PATIENCE = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How each broker asks for a service with its token, and what it takes for a no. */
    private record Broker(String path, String type, String body, String denial) {

        Response connect(String token) {
            return given().header("Authorization", "Bearer " + Neighbours.SECRET)
                    .contentType(type)
                    .body(body.formatted(token))
                    .post("/hooks/" + path);
        }
    }

    private static final List<Broker> BROKERS =
            List.of(
                    new Broker(
                            "sandbox/hivemq/connect",
                            "application/json",
                            "{\"clientId\":\"ota-service-1\",\"username\":\"ota-service\",\"password\":\"%s\"}",
                            "{\"decision\":\"deny\"}"),
                    new Broker(
                            "emqx/emqx/authn",
                            "application/json",
                            "{\"clientid\":\"ota-service-1\",\"username\":\"ota-service\",\"password\":\"%s\"}",
                            "{\"result\":\"deny\"}"),
                    new Broker(
                            "rabbitmq/" + Neighbours.SECRET + "/rabbitmq/user",
                            "application/x-www-form-urlencoded",
                            "username=ota-service&password=%s&vhost=%%2F&client_id=ota-service-1",
                            "deny"));

    @BeforeAll
    static void world() {
        World.begin();
    }

    private static String issuer() {
        return ConfigProvider.getConfig().getValue("muster.acl.token.address", String.class);
    }

    private static void issuerIs(Mood mood) {
        given().baseUri(issuer()).body(mood.name()).put("/mood").then().statusCode(204);
    }

    private static String token() {
        return given().baseUri(issuer()).get("/mint?" + SERVICE).asString();
    }

    private static void everybodyHearsNo(String token) {
        for (var broker : BROKERS) {
            var began = System.nanoTime();
            var answer = broker.connect(token);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).isEqualTo(broker.denial());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BROKERS_PATIENCE);
        }
    }

    private static boolean everybodyHearsYes(Supplier<String> token) {
        return BROKERS.stream()
                .map(broker -> broker.connect(token.get()))
                .allMatch(answer -> answer.asString().contains("allow"));
    }

    @Test
    @Order(1)
    void withoutTheIssuersKeysNobodyIsLetInByToken() {
        for (var mood : EnumSet.complementOf(EnumSet.of(Mood.WELL))) {
            issuerIs(mood);
            everybodyHearsNo(token());
        }
        given().get("/q/health/ready").then().statusCode(503);
    }

    @Test
    @Order(2)
    void whenTheIssuerIsBackServicesAreLetIn() {
        issuerIs(Mood.WELL);

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> everybodyHearsYes(TroubleQuarkusTest::token));
    }

    @Test
    @Order(3)
    void whenItFallsIllLaterItsLastGoodKeysServe() {
        for (var mood : EnumSet.complementOf(EnumSet.of(Mood.WELL))) {
            issuerIs(mood);
            assertThat(everybodyHearsYes(TroubleQuarkusTest::token)).isTrue();
        }
        everybodyHearsNo("not.a.token");
    }

    @Test
    @Order(4)
    void withAStaleReadModelNoDeviceIsLetInOrDoesAnythingAndServicesAreNotHeldUp() {
        var device = World.enrolled("stale-1");
        var session = HiveMqBroker.session(HiveMqBroker.connect("stale-1", device));
        assertThat(publish(session)).isEqualTo("allow");

        World.goesSilent();

        await().atMost(PATIENCE).until(() -> publish(session).equals("deny"));
        HiveMqBroker.connect("stale-1", device)
                .then()
                .statusCode(200)
                .body("decision", equalTo("deny"));
        assertThat(emqx("stale-1", device)).isEqualTo("{\"result\":\"deny\"}");
        assertThat(everybodyHearsYes(TroubleQuarkusTest::token)).isTrue();

        World.reload();

        await().atMost(PATIENCE).until(() -> publish(session).equals("allow"));
    }

    private static String publish(String session) {
        return HiveMqBroker.publish("stale-1", session, "d/default/stale-1/heartbeat").getFirst();
    }

    private static String emqx(String clientId, TestAuthority.Issued device) {
        return given().header("Authorization", "Bearer " + Neighbours.SECRET)
                .contentType("application/json")
                .body(Map.of("clientid", clientId, "cert_pem", device.base64()))
                .post("/hooks/emqx/emqx/authn")
                .asString();
    }
}
