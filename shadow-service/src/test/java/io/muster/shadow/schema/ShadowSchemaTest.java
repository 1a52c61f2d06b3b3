// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.muster.shadow.support.TestDevice;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class ShadowSchemaTest {

    private static final String THERMOSTAT =
            """
            {"mode":"%s","desired":{"properties":{"temp":{"maximum":30}}},
             "reported":{"properties":{"temp":{"type":"number"}}}}
            """;

    // Shadows of other tests have other names.
    private final String name = "thermostat-" + UUID.randomUUID();
    private final TestDevice device = TestDevice.connect("dev-" + UUID.randomUUID());

    @AfterEach
    void leaveNothing() {
        device.close();
        operator().delete("/api/v1/shadow-schemas/{name}", name);
    }

    @Test
    void case60AStrictSchemaRefusesAReportWithItsPlace() {
        put(THERMOSTAT.formatted("strict")).statusCode(200);

        report("{\"temp\":\"hot\",\"fw\":\"1.2\"}");

        var rejection = rejection();
        assertThat(rejection)
                .contains(
                        "\"code\":422",
                        "\"errorCode\":\"SCHEMA_VIOLATION\"",
                        "\"clientToken\":\"t\"",
                        "\"errors\":[{\"pointer\":\"/reported/temp\",\"rule\":\"type\"}]");
        shadow().statusCode(404);
        report("{\"temp\":21.50}");
        device.expectMessage(name + "/update/accepted");
        shadow().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void case60WarnStoresAndTells() {
        device.subscribe("events/default/shadow/schema.violated");
        put(THERMOSTAT.formatted("warn")).statusCode(200);

        report("{\"temp\":\"hot\"}");

        var event = device.expectEvent("schema.violated");
        assertThat(event.get("shadow").asText()).isEqualTo(name);
        assertThat(event.get("version").asLong()).isEqualTo(1);
        assertThat(event.get("schema").asText()).isEqualTo(name + "@1");
        assertThat(event.get("errors").toString())
                .isEqualTo("[{\"pointer\":\"/reported/temp\",\"rule\":\"type\"}]");
        shadow().statusCode(200).body("reported.temp", equalTo("hot"));
    }

    @Test
    void aWishThatBreaksTheSchemaIsRefusedWholeAlsoWhenItIsDryOrWaits() {
        put(THERMOSTAT.formatted("strict")).statusCode(200);
        wish("", "{\"temp\":20}").statusCode(200);

        for (var query : new String[] {"", "?dryRun=true", "?notBefore=2090-01-01T00:00:00Z"}) {
            wish(query, "{\"temp\":31,\"other\":1}")
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("errorCode", equalTo("SCHEMA_VIOLATION"))
                    .body("errors[0].pointer", equalTo("/desired/temp"))
                    .body("errors[0].rule", equalTo("maximum"));
        }
        shadow().body("version", equalTo(1)).body("desired.other", equalTo(null));
    }

    @Test
    void aSchemaHoldsForItsNameUntilItIsOffOrGone() {
        put(THERMOSTAT.formatted("strict")).statusCode(200).header("ETag", "\"1\"");
        wish("", "{\"temp\":31}").statusCode(422);

        put(THERMOSTAT.formatted("off")).statusCode(428);
        operator()
                .header("If-Match", "\"1\"")
                .body(THERMOSTAT.formatted("off"))
                .put("/api/v1/shadow-schemas/{name}", name)
                .then()
                .statusCode(200)
                .body("ref", equalTo(name + "@2"))
                .body("mode", equalTo("off"));
        wish("", "{\"temp\":31}").statusCode(200);

        operator().delete("/api/v1/shadow-schemas/{name}", name).then().statusCode(204);
        operator().get("/api/v1/shadow-schemas/{name}", name).then().statusCode(404);
        put(THERMOSTAT.formatted("strict")).statusCode(200);
        wish("", "{\"temp\":32}").statusCode(422);
    }

    @Test
    void whatCanNotBeCheckedByIsNoSchema() {
        put("{\"mode\":\"strict\"}").statusCode(400);
        put("{\"mode\":\"loud\",\"desired\":{}}").statusCode(400);
        put("{\"desired\":{\"$ref\":\"#\"}}").statusCode(422);
        put("{\"desired\":{\"description\":\"" + "x".repeat(40_000) + "\"}}").statusCode(400);
        put("{\"other\":{}}").statusCode(400);
        operator().get("/api/v1/shadow-schemas/{name}", name).then().statusCode(404);
    }

    @Test
    void schemasAreOfTheTenantAndForThoseWhoMay() {
        put(THERMOSTAT.formatted("strict")).statusCode(200);

        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .get("/api/v1/shadow-schemas")
                .then()
                .statusCode(200)
                .body("items.shadow", hasItem(name));
        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .contentType("application/json")
                .body(THERMOSTAT.formatted("warn"))
                .put("/api/v1/shadow-schemas/{name}", name)
                .then()
                .statusCode(403);
    }

    private ValidatableResponse put(String body) {
        return operator().body(body).put("/api/v1/shadow-schemas/{name}", name).then();
    }

    private ValidatableResponse wish(String query, String patch) {
        return operator()
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path() + "/desired" + query)
                .then();
    }

    private ValidatableResponse shadow() {
        return operator().get(path()).then();
    }

    private String path() {
        return "/api/v1/devices/" + device.id() + "/shadows/" + name;
    }

    private void report(String reported) {
        var body = "{\"state\":{\"reported\":" + reported + "},\"clientToken\":\"t\"}";
        device.send(name, "update", body.getBytes(StandardCharsets.UTF_8));
    }

    private String rejection() {
        return TestDevice.text(device.expectMessage(name + "/update/rejected"));
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestTokens.of("operator")).contentType("application/json");
    }
}
