// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DeviceChangeQuarkusTest {

    private static final String DEVICES = "/api/v1/devices/";

    @Test
    void aDeviceIsDescribedWhenItIsCreated() {
        var id = Api.newId();

        Api.as("operator")
                .body(
                        "{\"id\":\"%s\",\"displayName\":\"Press, hall 2\",\"tags\":[\"b\",\"a\",\"b\"],\"attributes\":{\"n\":12345678901234567890.125}}"
                                .formatted(id))
                .post("/api/v1/devices")
                .then()
                .statusCode(201)
                .body("displayName", equalTo("Press, hall 2"))
                .body("tags", contains("a", "b"));

        assertThat(Api.get(id).asString())
                .contains("\"attributes\":{\"n\":12345678901234567890.125}");
    }

    @Test
    void case39TheSameKeyWithAnotherBodyIsAConflict() {
        var key = UUID.randomUUID().toString();
        var id = Api.newId();

        var first = create(key, Map.of("id", id, "displayName", "x"));
        var second = create(key, Map.of("id", id, "displayName", "x"));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        create(key, Map.of("id", id, "displayName", "y"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:idempotency-key-reused"));
    }

    @Test
    void case40APatchMergesAndNullDeletes() {
        var id = Api.newDevice();

        patch(id, "\"1\"", "{\"displayName\":\"A\",\"attributes\":{\"a\":{\"b\":1,\"c\":2}}}")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        patch(id, "\"2\"", "{\"displayName\":null,\"attributes\":{\"a\":{\"b\":null}}}")
                .then()
                .statusCode(200)
                .body("$", not(hasKey("displayName")))
                .body("attributes.a", equalTo(Map.of("c", 2)));
    }

    @Test
    void case40AStaleChangeIsRefused() {
        var id = Api.newDevice();
        patch(id, "\"1\"", "{\"tags\":[\"x\"]}").then().statusCode(200);

        patch(id, "\"1\"", "{\"tags\":[]}").then().statusCode(412);
        Api.as("operator").body("{}").patch(DEVICES + id).then().statusCode(428);
        request("{}").put(DEVICES + id).then().statusCode(428);
        request("{}").header("If-None-Match", "*").put(DEVICES + id).then().statusCode(412);
        request("{}").header("If-Match", "\"1\"").put(DEVICES + id).then().statusCode(412);
        request("{}").header("If-Match", "*").put(DEVICES + Api.newId()).then().statusCode(412);
        Api.get(id).then().body("tags", contains("x"));
    }

    @Test
    void aPutAddsOrReplaces() {
        var id = Api.newId();

        request("{\"displayName\":\"A\",\"tags\":[\"x\"]}")
                .header("If-None-Match", "*")
                .put(DEVICES + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
        request("{\"displayName\":\"B\"}")
                .header("If-Match", "\"1\"")
                .put(DEVICES + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("displayName", equalTo("B"))
                .body("tags.size()", equalTo(0));
    }

    @Test
    void aChangeThatChangesNothingMakesNoVersion() {
        var id = Api.newDevice();
        patch(id, "*", "{\"tags\":[\"x\"]}").then().header("ETag", "\"2\"");

        patch(id, "*", "{\"tags\":[\"x\"]}").then().statusCode(200).header("ETag", "\"2\"");
    }

    @Test
    void case40AttributesKeepTheSchemaOfTheType() {
        var type = "pump-" + UUID.randomUUID();
        putType(
                        type,
                        "{\"attributeSchema\":{\"type\":\"object\",\"required\":[\"site\"],"
                                + "\"properties\":{\"power\":{\"type\":\"number\",\"maximum\":100}}}}")
                .then()
                .statusCode(200);
        var id = Api.newDevice();

        patch(id, "*", "{\"type\":\"" + type + "\",\"attributes\":{\"site\":\"a\",\"power\":101}}")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:muster:problem:schema-violation"))
                .body("errors[0].pointer", equalTo("/attributes/power"))
                .body("errors[0].rule", equalTo("maximum"));
        patch(id, "*", "{\"type\":\"" + type + "\"}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/attributes/site"));
        patch(id, "*", "{\"type\":\"none-" + type + "\"}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/type"));
        patch(id, "*", "{\"type\":\"" + type + "\",\"attributes\":{\"site\":\"a\",\"power\":99}}")
                .then()
                .statusCode(200);

        Api.as("operator").delete("/api/v1/device-types/" + type).then().statusCode(409);
        patch(id, "*", "{\"type\":null}").then().statusCode(200);
        Api.as("operator").delete("/api/v1/device-types/" + type).then().statusCode(204);
    }

    @Test
    void aTypeWithoutASoundSchemaIsRefused() {
        putType("bad", "{\"attributeSchema\":{\"$ref\":\"http://127.0.0.1/x\"}}")
                .then()
                .statusCode(422);
        putType("-bad", "{}").then().statusCode(400);
        Api.as("viewer").get("/api/v1/device-types/bad").then().statusCode(404);
    }

    @Test
    void anExternalIdIsOneDevicesOnly() {
        var serial = UUID.randomUUID().toString();
        var first = Api.newDevice();
        var second = Api.newDevice();
        var patch = "{\"externalIds\":{\"serial\":\"" + serial + "\"}}";
        patch(first, "*", patch).then().statusCode(200);

        patch(second, "*", patch)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:external-id-taken"));
        patch(first, "*", "{\"externalIds\":{\"serial\":null}}").then().statusCode(200);
        patch(second, "*", patch).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":\"ACTIVE\"}",
                "{\"uid\":\"00000000-0000-0000-0000-000000000000\"}",
                "{\"tags\":[\"\"]}",
                "{\"tags\":\"x\"}",
                "{\"tags\":[null]}",
                "{\"attributes\":[]}",
                "{\"attributes\":{\"a\":\"\\u0000\"}}",
                "{\"attributes\":{\"\\u0000\":1}}",
                "{\"displayName\":\" \"}",
                "{\"externalIds\":{\"a b\":\"x\"}}",
                "{\"externalIds\":{\"serial\":\"\"}}",
                "{\"a\":1,\"a\":2}",
                "[]"
            })
    void whatCannotBeSaidIsAProblem(String patch) {
        patch(Api.newDevice(), "*", patch)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void case37AnotherTenantsDeviceIsNotThere() {
        var id = Api.newDevice();
        Api.tenant("other");

        Api.as("operator@other")
                .header("If-Match", "*")
                .body("{}")
                .patch(DEVICES + id)
                .then()
                .statusCode(404);
        Api.as("operator@other").delete(DEVICES + id).then().statusCode(404);
        Api.as("operator@other").post(DEVICES + id + "/suspend").then().statusCode(404);
    }

    private static Response create(String key, Map<String, ?> body) {
        return Api.as("operator").header("Idempotency-Key", key).body(body).post("/api/v1/devices");
    }

    private static RequestSpecification request(String body) {
        return Api.as("operator").body(body);
    }

    private static Response putType(String type, String body) {
        return Api.as("operator").body(body).put("/api/v1/device-types/" + type);
    }

    private static Response patch(String id, String ifMatch, String body) {
        return Api.as("operator")
                .contentType("application/merge-patch+json")
                .header("If-Match", ifMatch)
                .body(body)
                .patch(DEVICES + id);
    }
}
