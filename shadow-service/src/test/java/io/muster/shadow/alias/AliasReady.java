// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What the service says of AWS IoT's topics. */
final class AliasReady {

    private static final String CHECK = "checks.find { it.name == 'AWS IoT topics' }.";

    private AliasReady() {}

    /** Returns when requests are heard. */
    static void await() {
        await("UP");
        awaitRequests("come in");
    }

    static void awaitRequests(String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> check("data.requests", state));
    }

    static void await(String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> check("status", status));
    }

    static ValidatableResponse check(String member, String value) {
        return given().get("/q/health/ready").then().body(CHECK + member, equalTo(value));
    }

    static String text() {
        return given().get("/q/health/ready").path(CHECK + "data.topics");
    }
}
