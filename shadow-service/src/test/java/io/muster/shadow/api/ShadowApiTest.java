// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class ShadowApiTest {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final String shadows = "/api/v1/devices/dev-" + UUID.randomUUID() + "/shadows";

    @Test
    void aWishIsMergedAndNumbersKeepTheirSpelling() {
        patch("default", "{\"a\":1.0,\"b\":{\"c\":1e2,\"d\":[1]}}").statusCode(200);

        var body =
                patch("default", "{\"b\":{\"d\":null},\"e\":12345678901234567890.10}")
                        .statusCode(200)
                        .header("ETag", "\"2\"")
                        .extract()
                        .asString();

        assertThat(body)
                .contains(
                        "\"desired\":{\"a\":1.0,\"b\":{\"c\":1e2},\"e\":12345678901234567890.10}");
        assertThat(body).contains("\"reported\":{}").doesNotContain("metadata");
    }

    @Test
    void onlyThePartsAskedForAreShown() {
        patch("default", "{\"a\":1}");

        viewer().get(shadows + "/default?fields=metadata,delta")
                .then()
                .statusCode(200)
                .body("metadata.desired.a.ts", greaterThan(1_600_000_000_000L))
                .body("delta.a", equalTo(1))
                .body("desired", nullValue());
        problem(viewer().get(shadows + "/default?fields=all").then(), 400, "invalid-request");
    }

    @Test
    void anUnchangedShadowIsNotSentAgain() {
        patch("default", "{\"a\":1}");

        viewer().header("If-None-Match", "\"1\"")
                .get(shadows + "/default")
                .then()
                .statusCode(304)
                .header("ETag", "\"1\"");
    }

    @Test
    void aWishMayRequireAVersion() {
        patch("default", "{\"a\":1}");

        problem(ifMatch("\"7\"", "{\"a\":2}"), 412, "precondition-failed")
                .body("currentVersion", equalTo(1))
                .body("errorCode", equalTo("PRECONDITION_FAILED"));
        problem(ifMatch("W/\"1\"", "{\"a\":2}"), 412, "precondition-failed");
        problem(ifMatch("1", "{\"a\":2}"), 400, "invalid-request");
        ifMatch("\"1\"", "{\"a\":2}").statusCode(200).header("ETag", "\"2\"");
        ifMatch("*", "{\"a\":3}").statusCode(200);
    }

    @Test
    void nothingIsCreatedWhereAVersionIsRequired() {
        problem(ifMatch("*", "{\"a\":2}"), 412, "precondition-failed");
        problem(ifMatch("\"0\"", "{\"a\":2}"), 412, "precondition-failed");
        viewer().get(shadows + "/default").then().statusCode(404);
    }

    @Test
    void aPatchThatIsNoneIsRefused() {
        problem(patch("default", "{"), 400, "invalid-request")
                .body("errorCode", equalTo("INVALID_JSON"));
        problem(patch("default", "[1]"), 400, "invalid-request")
                .body("detail", equalTo("Desired node must be an object"));
        problem(patch("default", "{\"a\":[null]}"), 400, "invalid-request")
                .body("errorCode", equalTo("NULL_IN_ARRAY"));
        problem(patch("default", ""), 400, "invalid-request");
        problem(patch("default", "{\"a\":\"" + "x".repeat(65_536) + "\"}"), 413, "too-large");
        problem(patch("default", " ".repeat(131_073)), 413, "too-large");
        problem(patch("no.name", "{}"), 400, "invalid-request");
        viewer().get(shadows).then().body("items", hasSize(0));
    }

    @Test
    void anotherContentTypeIsNotRead() {
        problem(
                operator()
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .patch(shadows + "/default/desired")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void shadowsAreListedInPages() {
        patch("b", "{\"a\":1}");
        patch("a", "{\"a\":1}");
        patch("c", "{}");

        var cursor =
                viewer().get(shadows + "?limit=2")
                        .then()
                        .statusCode(200)
                        .body("items.name", contains("a", "b"))
                        .body("items.inSync", contains(false, false))
                        .extract()
                        .<String>path("nextCursor");
        viewer().queryParam("cursor", cursor)
                .get(shadows)
                .then()
                .body("items.name", contains("c"))
                .body("nextCursor", nullValue());
    }

    @Test
    void aDeletedShadowIsGoneAndItsVersionsAreNotUsedAgain() {
        patch("default", "{\"a\":1}");
        problem(
                operator().header("If-Match", "\"9\"").delete(shadows + "/default").then(),
                412,
                "precondition-failed");

        operator().delete(shadows + "/default").then().statusCode(204);

        problem(viewer().get(shadows + "/default").then(), 404, "not-found")
                .body("detail", equalTo("No shadow exists with name: 'default'"));
        viewer().get(shadows).then().body("items", hasSize(0));
        problem(operator().delete(shadows + "/default").then(), 404, "not-found");
        patch("default", "{\"b\":1}").header("ETag", "\"3\"").body("desired.a", nullValue());
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsTold401() {
        problem(given().get(shadows + "/default").then(), 401, "unauthorized");
        problem(
                given().contentType(MERGE_PATCH)
                        .body("{}")
                        .patch(shadows + "/default/desired")
                        .then(),
                401,
                "unauthorized");
    }

    @Test
    void whoMayOnlyReadMayNotWrite() {
        problem(
                viewer().contentType(MERGE_PATCH)
                        .body("{}")
                        .patch(shadows + "/default/desired")
                        .then(),
                403,
                "forbidden");
        problem(viewer().delete(shadows + "/default").then(), 403, "forbidden");
        problem(as("auditor").get(shadows + "/default").then(), 403, "forbidden");
        problem(
                given().auth()
                        .oauth2(TestTokens.service("ota-service"))
                        .get(shadows + "/default")
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void anotherTenantSeesNothing() {
        patch("default", "{\"a\":1}");

        problem(as("viewer@other").get(shadows + "/default").then(), 404, "not-found");
        as("viewer@other").get(shadows).then().body("items", hasSize(0));
    }

    private ValidatableResponse patch(String name, String body) {
        return operator()
                .contentType(MERGE_PATCH)
                .body(body)
                .patch(shadows + "/" + name + "/desired")
                .then();
    }

    private ValidatableResponse ifMatch(String tag, String body) {
        return operator()
                .header("If-Match", tag)
                .contentType(MERGE_PATCH)
                .body(body)
                .patch(shadows + "/default/desired")
                .then();
    }

    private static ValidatableResponse problem(
            ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:" + code));
    }

    private static RequestSpecification operator() {
        return as("operator");
    }

    private static RequestSpecification viewer() {
        return as("viewer");
    }

    private static RequestSpecification as(String user) {
        var plain =
                EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(MERGE_PATCH, ContentType.TEXT);
        return given().config(RestAssured.config().encoderConfig(plain))
                .auth()
                .oauth2(TestTokens.of(user));
    }
}
