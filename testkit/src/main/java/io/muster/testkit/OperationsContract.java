// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every service shows to those who operate it; a test class of each service extends this. */
public abstract class OperationsContract {

    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    public void itIsAliveAndBecomesReady() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        given().get("/q/health/ready")
                                .then()
                                .statusCode(200)
                                .body("status", equalTo("UP")));
    }

    /** The page that it serves is the one that was reviewed. */
    @Test
    public void itServesItsOpenApi() throws IOException {
        var served =
                given().get("/q/openapi?format=yaml").then().statusCode(200).extract().asString();

        var name = ServiceName.orThisModule("") + ".yaml";
        var kept = YAML.readTree(Path.of("..", "openapi", name).toFile());
        assertThat(withoutIssuer(YAML.readTree(served))).isEqualTo(withoutIssuer(kept));
    }

    /** The issuer's address is where it was started. */
    private static JsonNode withoutIssuer(JsonNode document) {
        var schemes = document.path("components").path("securitySchemes");
        ((ObjectNode) schemes.path("SecurityScheme")).remove("openIdConnectUrl");
        return document;
    }

    @Test
    public void itCountsItsRequests() {
        given().get("/api/v1/counted").then().statusCode(404);

        var metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics).contains("http_server_requests_seconds_count", "jvm_memory_used_bytes");
    }

    @Test
    public void whatIsNotThereIsAProblem() {
        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .get("/api/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:not-found"));
    }
}
