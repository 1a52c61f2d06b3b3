// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;

import io.muster.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** The operator API as tests call it. */
public final class Api {

    private Api() {}

    public static RequestSpecification as(String user) {
        return given().auth().oauth2(TestTokens.of(user)).contentType(ContentType.JSON);
    }

    /** An id that no other test uses. */
    public static String newId() {
        return "dev-" + UUID.randomUUID();
    }

    /** A device that no other test knows. */
    public static String newDevice() {
        var id = newId();
        create(id).then().statusCode(201);
        return id;
    }

    public static Response create(String id) {
        return as("operator").body(Map.of("id", id)).post("/api/v1/devices");
    }

    /** Makes sure that there is a tenant. */
    public static void tenant(String id) {
        as("platform-admin")
                .body(Map.of("id", id))
                .post("/api/v1/tenants")
                .then()
                .statusCode(oneOf(201, 409));
    }

    public static Response get(String id) {
        return as("viewer").get("/api/v1/devices/" + id);
    }

    public static Response presence(String device) {
        return as("viewer").get("/api/v1/devices/" + device + "/presence");
    }

    public static Response tokens(String device) {
        return as("operator")
                .body(Map.of("deviceId", device))
                .post("/api/v1/enrollment-profiles/default/tokens");
    }

    /** The secret of a new claim token. */
    public static String secret(String device) {
        return tokens(device).then().statusCode(201).extract().path("tokens[0].secret");
    }

    public static Response certificates(String device) {
        return as("viewer").get("/api/v1/devices/" + device + "/certificates");
    }

    public static Response revoke(String fingerprint, String reason) {
        return as("security-admin")
                .body(Map.of("reason", reason))
                .post("/api/v1/certificates/" + fingerprint + "/revoke");
    }

    public static Response retire(String device) {
        return as("operator").post("/api/v1/devices/" + device + "/retire");
    }

    /** The reason of the last attempt of a device to enroll. */
    public static String lastRefusal(String device) {
        return as("viewer")
                .get("/api/v1/devices/" + device + "/enrollments")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].reason");
    }
}
