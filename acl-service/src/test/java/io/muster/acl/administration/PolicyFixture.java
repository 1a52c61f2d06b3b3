// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.muster.acl.Asking;
import io.muster.acl.World;
import io.muster.testkit.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Policies of the tenant {@code default}, written and read over HTTP, and devices that ask. */
abstract class PolicyFixture {

    static final String ADMIN = "security-admin";

    /** Of a policy that no other test has. */
    final String id = "p-" + UUID.randomUUID();

    @BeforeAll
    static void world() {
        World.begin();
    }

    @BeforeEach
    void ready() {
        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    String allowing(String topic) {
        return document(
                "{\"id\":\"r\",\"effect\":\"allow\",\"actions\":[\"publish\"],\"resource\":\""
                        + topic
                        + "\"}");
    }

    String document(String... rules) {
        return "{\"version\":1,\"id\":\"%s\",\n  \"rules\":[%s]}"
                .formatted(id, String.join(",", rules));
    }

    static RequestSpecification as(String user) {
        return given().auth().oauth2(TestTokens.of(user)).contentType("application/json");
    }

    Response put(String document) {
        return as(ADMIN).body(document).put("/api/v1/policies/" + id);
    }

    Response put(String document, String ifMatch) {
        return as(ADMIN).header("If-Match", ifMatch).body(document).put("/api/v1/policies/" + id);
    }

    Response get(String path) {
        return as("viewer").get("/api/v1/policies" + path);
    }

    static Asking device(String name) {
        return Asking.as(name, World.enrolled(name));
    }
}
