// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.World;
import io.muster.acl.credential.Pin;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Devices with certificates of a factory of which the service knows nothing but the pins. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class PinnedQuarkusTest {

    private static final TestAuthority FACTORY = new TestAuthority("Somebody's Factory");

    @BeforeAll
    static void world() {
        World.begin();
    }

    private static Issued pinned(String device) {
        World.created(device);
        var issued = FACTORY.issue(TestAuthority.device("x", "y").subject("CN=4711").withoutSan());
        World.credential("x509", device, Pin.ofCertificate(issued.der()), "\"enabled\":true");
        return issued;
    }

    private static Response hook(String operation, Object body) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer " + Neighbours.SECRET)
                .body(body)
                .post("/hooks/sandbox/hivemq/" + operation);
    }

    private static String connect(String clientId, Issued issued) {
        var body = Map.of("clientId", clientId, "certificate", issued.base64());
        return hook("connect", body).then().statusCode(200).extract().path("session");
    }

    private static List<String> publish(String clientId, String session, String topic) {
        var request = Map.of("action", "publish", "topic", topic, "qos", 1, "retain", false);
        var body = Map.of("session", session, "clientId", clientId, "requests", List.of(request));
        return hook("authorize", body).then().statusCode(200).extract().path("decisions");
    }

    @Test
    void aPinnedDeviceIsLetInAsItselfAndSpeaksOnItsOwnTopicsOnly() {
        var issued = pinned("pin-1");

        var session = connect("pin-1", issued);

        assertThat(publish("pin-1", session, "d/default/pin-1/heartbeat")).containsExactly("allow");
        assertThat(publish("pin-1", session, "d/default/4711/heartbeat")).containsExactly("deny");
        assertThat(connect("4711", issued)).isNull();
        assertThat(connect("pin-2", issued)).isNull();
    }

    @Test
    void aSuspendedDeviceIsOutAndItsSessionIsEnded() {
        var issued = pinned("pin-3");
        var session = connect("pin-3", issued);

        World.changed("pin-3", "SUSPENDED");

        assertThat(publish("pin-3", session, "d/default/pin-3/heartbeat")).containsExactly("deny");
        assertThat(connect("pin-3", issued)).isNull();
        World.awaitDisconnect("pin-3");
    }

    @Test
    void aPinThatIsTakenAwayEndsTheSession() {
        var issued = pinned("pin-4");
        var session = connect("pin-4", issued);

        World.credential("x509", "pin-4", Pin.ofCertificate(issued.der()), "\"enabled\":false");

        assertThat(publish("pin-4", session, "d/default/pin-4/heartbeat")).containsExactly("deny");
        assertThat(connect("pin-4", issued)).isNull();
        World.awaitDisconnect("pin-4");
    }

    /** What only asserts a name has checked nothing that could be compared with a pin. */
    @Test
    void aNameAloneIsNoPinnedCertificate() {
        pinned("pin-5");

        for (var name : List.of("pin-5", "4711")) {
            given().contentType("application/json")
                    .body(Map.of("username", name, "password", "", "clientid", name))
                    .post("/hooks/mosquitto-certs/" + Neighbours.SECRET + "/mosquitto/getuser")
                    .then()
                    .statusCode(403);
        }
    }
}
