// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.Neighbours;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * User names and passwords as registry-service tells of them, shown to brokers: EMQX, which serves
 * several tenants here, so that the user name says which, and BifroMQ, which serves one.
 */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class PasswordQuarkusTest {

    private static final String PASSWORD = "correct horse";

    /** Made with another program: Python's hmac. */
    private static final String HASH =
            "$hmac-sha256$MDEyMzQ1Njc4OWFiY2RlZg$w6ASFdZcUPE4qBu+lqgdqwFraZ4p4XlGfXW1JoDhR/o";

    private static final String OTHER_HASH =
            "$hmac-sha256$MDEyMzQ1Njc4OWFiY2RlZg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @BeforeAll
    static void world() {
        World.begin();
        told("pass-1", "reader", "\"enabled\":true");
    }

    private static void told(String device, String name, String members) {
        told("password", device, name, members + ",\"hash\":\"" + HASH + "\"");
    }

    private static void told(String type, String device, String name, String members) {
        World.created(device);
        World.credential(type, device, name, members);
    }

    private static ValidatableResponse emqx(String operation, Map<String, String> body) {
        return given().header("Authorization", "Bearer " + Neighbours.SECRET)
                .contentType("application/json")
                .body(body)
                .post("/hooks/emqx/emqx/" + operation)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse connect(String clientId, String username, String password) {
        return emqx(
                "authn", Map.of("clientid", clientId, "username", username, "password", password));
    }

    private static String result(String clientId, String username, String password) {
        return connect(clientId, username, password).extract().path("result");
    }

    private static String publish(String clientId, String username, String sid, String topic) {
        var body =
                new HashMap<>(Map.of("clientid", clientId, "username", username, "topic", topic));
        body.putAll(Map.of("action", "publish", "qos", "1", "retain", "false", "sid", sid));
        return emqx("authz", body).extract().path("result");
    }

    @Test
    void aDeviceIsLetInByItsPasswordAndSpeaksOnItsOwnTopicsOnly() {
        String sid =
                connect("pass-1", "reader@default", PASSWORD).extract().path("client_attrs.sid");

        assertThat(publish("pass-1", "reader@default", sid, "d/default/pass-1/heartbeat"))
                .isEqualTo("allow");
        assertThat(publish("pass-1", "reader@default", sid, "d/default/pass-2/heartbeat"))
                .isEqualTo("deny");
    }

    @ParameterizedTest
    @CsvSource({
        "pass-1, reader@default, wrong",
        "pass-1, reader@default, 'correct horse '",
        "pass-1, reader@other, correct horse",
        "pass-1, reader, correct horse",
        "pass-1, nobody@default, correct horse",
        "pass-1, pass-1@default, correct horse",
        "pass-2, reader@default, correct horse",
    })
    void nothingElseLetsItIn(String clientId, String username, String password) {
        assertThat(result(clientId, username, password)).isEqualTo("deny");
    }

    @Test
    void aCredentialCountsInItsTimeOnly() {
        var soon = Instant.now().plus(Duration.ofHours(1));
        var ago = Instant.now().minus(Duration.ofHours(1));
        told(
                "pass-now",
                "now",
                "\"enabled\":true,\"notBefore\":\"%s\",\"notAfter\":\"%s\"".formatted(ago, soon));
        told("pass-early", "early", "\"enabled\":true,\"notBefore\":\"%s\"".formatted(soon));
        told("pass-late", "late", "\"enabled\":true,\"notAfter\":\"%s\"".formatted(ago));
        told("pass-off", "off", "\"enabled\":false");

        int end = connect("pass-now", "now@default", PASSWORD).extract().path("expire_at");
        assertThat(Instant.ofEpochSecond(end)).isBetween(soon.minusSeconds(1), soon);
        assertThat(result("pass-early", "early@default", PASSWORD)).isEqualTo("deny");
        assertThat(result("pass-late", "late@default", PASSWORD)).isEqualTo("deny");
        assertThat(result("pass-off", "off@default", PASSWORD)).isEqualTo("deny");
    }

    @Test
    void anotherPasswordEndsTheSession() {
        told("pass-3", "third", "\"enabled\":true");
        String sid =
                connect("pass-3", "third@default", PASSWORD).extract().path("client_attrs.sid");
        var topic = "d/default/pass-3/heartbeat";
        assertThat(publish("pass-3", "third@default", sid, topic)).isEqualTo("allow");

        World.credential(
                "password", "pass-3", "third", "\"enabled\":true,\"hash\":\"" + OTHER_HASH + "\"");

        assertThat(publish("pass-3", "third@default", sid, topic)).isEqualTo("deny");
        assertThat(result("pass-3", "third@default", PASSWORD)).isEqualTo("deny");
    }

    @Test
    void aDeviceThatIsSuspendedIsKeptOut() {
        told("pass-4", "fourth", "\"enabled\":true");
        assertThat(result("pass-4", "fourth@default", PASSWORD)).isEqualTo("allow");

        World.changed("pass-4", "SUSPENDED");

        assertThat(result("pass-4", "fourth@default", PASSWORD)).isEqualTo("deny");
    }

    /** Brokers check these in TLS: a hook that is shown one as a password knows nothing of it. */
    @Test
    void aPreSharedKeyIsNoPassword() {
        told("psk", "pass-psk", "psk", "\"enabled\":true,\"hash\":\"" + HASH + "\"");

        assertThat(result("pass-psk", "psk@default", PASSWORD)).isEqualTo("deny");
        assertThat(result("pass-1", "reader@default", PASSWORD)).isEqualTo("allow");
    }

    @Test
    void aBrokerOfOneTenantNeedsNoTenantInTheName() {
        assertThat(bifroMq("reader", "Y29ycmVjdCBob3JzZQ==")).contains("\"ok\"");
        assertThat(bifroMq("reader", "d3Jvbmc=")).contains("NotAuthorized");
        assertThat(bifroMq("reader@default", "Y29ycmVjdCBob3JzZQ==")).contains("NotAuthorized");
    }

    /** BifroMQ sends passwords in base64. */
    private static String bifroMq(String username, String password) {
        return given().contentType("application/json")
                .body(
                        Map.of(
                                "clientId", "pass-1",
                                "username", username,
                                "password", password))
                .post("/hooks/bifromq/" + Neighbours.SECRET + "/bifromq/auth")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
