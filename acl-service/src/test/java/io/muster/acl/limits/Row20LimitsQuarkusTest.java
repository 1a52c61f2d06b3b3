// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.limits;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.acl.HiveMqBroker;
import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Row 20 of the pitfalls, over HTTP. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class Row20LimitsQuarkusTest {

    @BeforeAll
    static void world() {
        World.begin();
    }

    @Test
    void aStrangerIsNoLongerListenedToAndTheDeviceIs() {
        var device = World.enrolled("victim-1");
        var forged =
                new TestAuthority("Muster Test Issuing CA")
                        .issue(TestAuthority.device("default", "victim-1"));
        for (int i = 0; i < 6; i++) {
            assertThat(decision("10.66.0.6", forged)).isEqualTo("deny");
        }

        assertThat(decision("10.66.0.6", device))
                .as("blocked, whatever it shows")
                .isEqualTo("deny");
        assertThat(limited()).isPositive();
        assertThat(decision("10.66.0.1", device)).as("the device itself").isEqualTo("allow");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> decision("10.66.0.6", device).equals("allow"));
    }

    private static String decision(String ip, TestAuthority.Issued certificate) {
        return HiveMqBroker.connect("victim-1", certificate, ip).then().extract().path("decision");
    }

    @Test
    void aStrangerIsNoLongerListenedToThroughTheNativeApi() {
        var device = World.enrolled("victim-2");
        var forged =
                new TestAuthority("Muster Test Issuing CA")
                        .issue(TestAuthority.device("default", "victim-2"));
        var enforcer = Neighbours.SECRET;
        var admin = TestTokens.of("security-admin");
        for (int i = 0; i < 6; i++) {
            assertThat(reason(admin, "10.66.2.6", forged)).isEqualTo("issuer_unknown");
        }
        assertThat(reason(enforcer, "10.66.2.6", device))
                .as("what an administrator tries counts for nothing")
                .isEqualTo("rule");
        for (int i = 0; i < 5; i++) {
            assertThat(reason(enforcer, "10.66.2.6", forged)).isEqualTo("issuer_unknown");
        }

        assertThat(reason(enforcer, "10.66.2.6", device))
                .as("blocked, whatever it shows")
                .isEqualTo("rate_limited");
        assertThat(reason(admin, "10.66.2.6", device)).as("asked by no client").isEqualTo("rule");
        assertThat(
                        HiveMqBroker.connect("victim-2", device, "10.66.2.6")
                                .path("decision")
                                .toString())
                .as("the doors have one memory")
                .isEqualTo("deny");
        assertThat(reason(enforcer, "10.66.2.1", device)).as("the device itself").isEqualTo("rule");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> reason(enforcer, "10.66.2.6", device).equals("rule"));
    }

    private static String reason(String bearer, String ip, TestAuthority.Issued certificate) {
        return given().header("Authorization", "Bearer " + bearer)
                .contentType("application/json")
                .body(
                        """
                        {"subject": {"certificate": "%s"}, "action": "publish", "qos": 1, "retain": false,
                         "topic": "d/default/victim-2/heartbeat", "context": {"client_id": "victim-2", "ip": "%s"}}
                        """
                                .formatted(certificate.base64(), ip))
                .post("/api/v1/decide")
                .then()
                .statusCode(200)
                .extract()
                .path("reason");
    }

    private static double limited() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("muster_acl_limited_total{limit=\"client_id\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
