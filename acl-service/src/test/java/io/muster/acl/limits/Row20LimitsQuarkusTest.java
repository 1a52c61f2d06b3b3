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

    private static double limited() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("muster_acl_limited_total{limit=\"client_id\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
