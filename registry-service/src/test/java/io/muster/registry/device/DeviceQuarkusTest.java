// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DeviceQuarkusTest {

    @Test
    void aNewDeviceHasAPlaceAndAVersion() {
        var id = Api.newId();

        Api.create(id)
                .then()
                .statusCode(201)
                .header(
                        "Location",
                        RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/devices/" + id)
                .header("ETag", "\"1\"")
                .body("id", equalTo(id))
                .body("state", equalTo("CREATED"))
                .body("version", equalTo(1))
                .body("certificates.active", equalTo(0))
                .body("presence.connected", equalTo(false));
        Api.get(id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("createdAt", notNullValue());
    }

    @Test
    void anIdIsTakenWhateverItsCase() {
        var id = Api.newDevice();

        Api.create(id.toUpperCase(Locale.ROOT))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:already-exists"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"\"}",
                "{\"id\":\"a/b\"}",
                "{\"id\":\"+\"}",
                "{\"id\":\"-a\"}",
                "{\"id\":\"\\u00e4\"}",
                "{\"id\":\"a\\u0000\"}",
                "{}",
                "{\"id\":",
                ""
            })
    void whatCannotBeAnIdIsAProblem(String body) {
        Api.as("operator")
                .body(body)
                .post("/api/v1/devices")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswer() {
        var key = UUID.randomUUID().toString();
        var id = Api.newId();

        var first = create(id, key);
        var second = create(id, key);
        var other = create(Api.newId(), key);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.statusCode()).isEqualTo(409);
    }

    private static Response create(String id, String key) {
        return Api.as("operator")
                .header("Idempotency-Key", key)
                .body(Map.of("id", id))
                .post("/api/v1/devices");
    }

    @Test
    void pagesShowEveryDeviceOnceInTheOrderOfIds() {
        var prefix = "page-" + UUID.randomUUID() + "-";
        for (int i = 0; i < 7; i++) {
            Api.create(prefix + i).then().statusCode(201);
        }

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var request = Api.as("viewer").queryParam("limit", 3);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get("/api/v1/devices").then().statusCode(200).extract();
            seen.addAll(page.path("items.id"));
            cursor = page.path("nextCursor");
            assertThat(page.header("Link") == null).isEqualTo(cursor == null);
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates().isSorted();
        assertThat(seen.stream().filter(id -> id.startsWith(prefix))).hasSize(7);
    }

    @Test
    void theLinkOfAPageLeadsToTheNext() {
        Api.newDevice();
        Api.newDevice();

        var link = Api.as("viewer").get("/api/v1/devices?limit=1").then().extract().header("Link");

        assertThat(link).endsWith(">; rel=\"next\"");
        Api.as("viewer")
                .urlEncodingEnabled(false)
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "cursor=AAAA"})
    void aBadPageIsAProblem(String query) {
        Api.as("viewer").get("/api/v1/devices?" + query).then().statusCode(oneOf(400, 404));
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        Api.get(Api.newId())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:muster:problem:not-found"));
        Api.get("a%20b").then().statusCode(404);
    }

    @Test
    void anotherTenantsDeviceIsNotFound() {
        var id = Api.newDevice();

        Api.tenant("other");
        Api.as("viewer@other").get("/api/v1/devices/" + id).then().statusCode(404);
        Api.as("operator@other")
                .body(Map.of("id", id))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        Api.as("viewer@other").get("/api/v1/devices").then().body("items.id", hasItems(id));
    }

    @Test
    void onlyWhoMayDoesIt() {
        var id = Api.newDevice();

        RestAssured.given().get("/api/v1/devices").then().statusCode(401);
        Api.as("auditor").get("/api/v1/devices").then().statusCode(403);
        Api.as("viewer")
                .body(Map.of("id", Api.newId()))
                .post("/api/v1/devices")
                .then()
                .statusCode(403);
        Api.as("viewer").post("/api/v1/devices/" + id + "/retire").then().statusCode(403);
        Api.as("viewer")
                .body(Map.of("deviceId", id))
                .post("/api/v1/enrollment-profiles/default/tokens")
                .then()
                .statusCode(403);
        Api.as("viewer").get("/api/v1/snapshot").then().statusCode(403);
    }

    @Test
    void aRetiredDeviceStaysRetired() {
        var id = Api.newDevice();

        Api.as("operator")
                .header("If-Match", "\"7\"")
                .post("/api/v1/devices/" + id + "/retire")
                .then()
                .statusCode(412);
        Api.as("operator")
                .header("If-Match", "\"1\"")
                .post("/api/v1/devices/" + id + "/retire")
                .then()
                .statusCode(204)
                .header("ETag", "\"2\"");
        Api.retire(id).then().statusCode(204).header("ETag", "\"2\"");

        Api.get(id).then().body("state", equalTo("RETIRED")).body("presence.session", nullValue());
        Api.tokens(id).then().statusCode(409);
    }
}
