// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Brokers that give nothing back of ours, after a restart: nobody is known any more. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class ByNameQuarkusTest {

    private static final Pattern COUNTED =
            Pattern.compile("muster_acl_decisions_total\\{([^}]*)} (\\S+)");

    @Test
    void anUnknownSessionIsDeniedAndCounted() {
        var before = counted();

        given().contentType("application/json")
                .body(
                        Map.of(
                                "acc", 2,
                                "clientid", "dev-1",
                                "username", "dev-1",
                                "topic", "d/default/dev-1/heartbeat"))
                .post("/hooks/mosquitto/" + Neighbours.SECRET + "/mosquitto/aclcheck")
                .then()
                .statusCode(403);

        assertThat(counted()).isEqualTo(before + 1);
    }

    private static double counted() {
        var metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
        return COUNTED.matcher(metrics)
                .results()
                .filter(line -> line.group(1).contains("broker=\"mosquitto\""))
                .filter(line -> line.group(1).contains("reason=\"session_unknown\""))
                .mapToDouble(line -> Double.parseDouble(line.group(2)))
                .sum();
    }
}
