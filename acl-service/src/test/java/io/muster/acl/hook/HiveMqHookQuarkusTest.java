// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class HiveMqHookQuarkusTest {

    private static final String DENY = "{\"decision\":\"deny\"}";

    @BeforeAll
    static void world() {
        World.begin();
    }

    @Test
    void aDeviceIsLetInByItsCertificateAndSpeaksOnItsOwnTopicsOnly() {
        var device = World.enrolled("dev-1");

        var session = connect("dev-1", device).then().statusCode(200).extract().path("session");

        assertThat(
                        authorize(
                                "dev-1",
                                session,
                                Map.of("action", "publish", "topic", "d/default/dev-1/heartbeat"),
                                Map.of("action", "publish", "topic", "d/default/dev-2/heartbeat"),
                                Map.of("action", "subscribe", "topic", "d/default/dev-1/#"),
                                Map.of("action", "subscribe", "topic", "#"),
                                Map.of("action", "subscribe", "topic", "$share/x/#"),
                                Map.of("action", "subscribe", "topic", "events/#")))
                .containsExactly("allow", "deny", "allow", "deny", "deny", "deny");
    }

    @Test
    void aStrangerIsRefused() {
        var stranger =
                new TestAuthority("Muster Test Issuing CA")
                        .issue(TestAuthority.device("default", "dev-1"));

        connect("dev-1", stranger).then().statusCode(200).body(equalTo(DENY));
        connectBody("{\"clientId\":\"dev-1\"}").then().statusCode(200).body(equalTo(DENY));
    }

    @Test
    void aDeviceThatIsQuickerThanTheEventWaitsForIt() throws Exception {
        World.created("quick-1");
        var issued = World.ISSUER.issue(TestAuthority.device("default", "quick-1"));

        var answer = CompletableFuture.supplyAsync(() -> connect("quick-1", issued).asString());
        Thread.sleep(200);
        World.announce("quick-1", issued);

        assertThat(answer.get(5, TimeUnit.SECONDS)).contains("\"decision\":\"allow\"");
    }

    @Test
    void aServiceIsLetInByItsToken() {
        var body =
                "{\"clientId\":\"registry-service-presence\",\"username\":\"registry-service\",\"password\":\"%s\"}"
                        .formatted(TestTokens.service("registry-service"));

        var session = connectBody(body).then().statusCode(200).extract().path("session");

        assertThat(
                        authorize(
                                "registry-service-presence",
                                session,
                                Map.of(
                                        "action",
                                        "subscribe",
                                        "topic",
                                        "$share/registry-service/d/+/+/presence"),
                                Map.of("action", "subscribe", "topic", "d/+/+/ota/report")))
                .containsExactly("allow", "deny");
    }

    @Test
    void aRevokedCertificateEndsTheSession() {
        var device = World.enrolled("dev-9");
        var session = connect("dev-9", device).then().statusCode(200).extract().path("session");
        var topic = Map.of("action", "publish", "topic", "d/default/dev-9/heartbeat");
        assertThat(authorize("dev-9", session, topic)).containsExactly("allow");

        World.revoked("dev-9", device);

        assertThat(authorize("dev-9", session, topic)).containsExactly("deny");
        connect("dev-9", device).then().statusCode(200).body(equalTo(DENY));
        World.awaitDisconnect("dev-9");
    }

    private static Response connect(String clientId, Issued issued) {
        return connectBody(
                "{\"clientId\":\"%s\",\"username\":null,\"password\":null,\"certificate\":\"%s\",\"will\":null}"
                        .formatted(clientId, issued.base64()));
    }

    private static Response connectBody(String body) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + Neighbours.SECRET)
                .body(body)
                .post("/hooks/sandbox/hivemq/connect");
    }

    @SafeVarargs
    private static List<String> authorize(
            String clientId, Object session, Map<String, String>... requests) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + Neighbours.SECRET)
                .body(
                        Map.of(
                                "session",
                                session,
                                "clientId",
                                clientId,
                                "requests",
                                List.of(requests)))
                .post("/hooks/sandbox/hivemq/authorize")
                .then()
                .statusCode(200)
                .extract()
                .path("decisions");
    }
}
