// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.muster.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemsQuarkusTest {

    private static final String PROBE = "/api/v1/probe";
    private static final byte[] TOO_LARGE = " ".repeat(1_100_000).getBytes(UTF_8);

    private static RequestSpecification as(String user) {
        return given().auth().oauth2(TestTokens.of(user));
    }

    /** Every problem has a page, and tells nothing of our insides. */
    private static ValidatableResponse problem(
            ValidatableResponse response, int status, String code) {
        assertThat(Path.of("..", "docs", "problems", code + ".md"))
                .satisfiesAnyOf(
                        page -> assertThat(page).exists(),
                        page -> assertThat(Path.of("..", "docs")).doesNotExist());
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:" + code))
                .body("status", equalTo(status))
                .body(not(containsString("io.muster")))
                .body(not(containsString("secret")))
                .body(not(containsString("xception")));
    }

    @Test
    void aValidTokenGetsThrough() {
        as("viewer")
                .get(PROBE)
                .then()
                .statusCode(200)
                .body("tenant", equalTo("default"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    @Test
    void theTenantIsTheTokens() {
        as("viewer@other").get(PROBE).then().statusCode(200).body("tenant", equalTo("other"));
    }

    @Test
    void withoutATokenIsUnauthorized() {
        problem(given().get(PROBE).then(), 401, "unauthorized")
                .header("WWW-Authenticate", "Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a.b.c",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwicm9sZXMiOlsidmlld2VyIl19."
            })
    void aBadTokenIsUnauthorized(String token) {
        problem(
                        given().header("Authorization", "Bearer " + token).get(PROBE).then(),
                        401,
                        "unauthorized")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    @Test
    void aMissingRoleIsForbidden() {
        problem(as("auditor").get(PROBE).then(), 403, "forbidden");
    }

    @Test
    void aForgottenAnnotationOpensNothing() {
        problem(as("admin").get(PROBE + "/forgotten").then(), 403, "forbidden");
        problem(given().get(PROBE + "/forgotten").then(), 401, "unauthorized");
    }

    @Test
    void aServiceBelongsToNoTenant() {
        var token = TestTokens.service("registry-service");

        problem(given().auth().oauth2(token).get(PROBE + "/tenant").then(), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api", "/nothing", "/api/v1/probe/x/y"})
    void anUnknownPathIsNotFound(String path) {
        problem(as("viewer").get(path).then(), 404, "not-found");
        problem(given().get(path).then(), 404, "not-found");
    }

    @Test
    void aParameterOfTheWrongTypeIsNotServed() {
        problem(as("viewer").get(PROBE + "/number?n=x").then(), 404, "not-found");
    }

    @Test
    void anUnknownMethodIsNotAllowed() {
        problem(as("viewer").delete(PROBE).then(), 405, "method-not-allowed");
    }

    @Test
    void anUnacceptableTypeIsNotAcceptable() {
        problem(as("viewer").accept("text/csv").get(PROBE).then(), 406, "not-acceptable");
    }

    @Test
    void anUnknownContentTypeIsUnsupported() {
        problem(
                as("operator").contentType("text/csv").body("a;b").post(PROBE).then(),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"name\":{}}",
                "{\"n\":\"x\"}",
                "{\"unknown\":1}",
                "nonsense",
                "{\"n\":1e999}"
            })
    void aBodyThatIsNotAsExpectedIsInvalid(String body) {
        problem(
                as("operator").contentType("application/json").body(body).post(PROBE).then(),
                400,
                "invalid-request");
    }

    @Test
    void aBrokenRuleIsNamed() {
        problem(
                        as("operator")
                                .contentType("application/json")
                                .body("{\"name\":\"long\"}")
                                .post(PROBE)
                                .then(),
                        400,
                        "invalid-request")
                .body("violations.field", hasItem("name"));
    }

    @Test
    void aBodyWithoutMeasureIsTooLarge() {
        problem(
                as("operator")
                        .contentType("application/json")
                        .body(new byte[1_100_000])
                        .post(PROBE)
                        .then(),
                413,
                "too-large");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aBodyThatAnnouncesTooMuchIsRefused(HttpClient.Version version) throws Exception {
        tooLarge(version, BodyPublishers.ofByteArray(TOO_LARGE));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aBodyThatDoesNotSayItsSizeIsRefusedToo(HttpClient.Version version) throws Exception {
        try (var log = ErrorLog.open()) {
            tooLarge(
                    version,
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TOO_LARGE)));
            assertThat(log.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aSmallBodyNeedNotSayItsSize(HttpClient.Version version) throws Exception {
        var small = "{\"name\":\"abc\",\"n\":1}".getBytes(UTF_8);

        var response =
                post(version, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(small)));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static void tooLarge(HttpClient.Version version, BodyPublisher body) throws Exception {
        var response = post(version, body);

        assertThat(response.version()).isEqualTo(version);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains("urn:muster:problem:too-large", "1048576");
    }

    private static HttpResponse<String> post(HttpClient.Version version, BodyPublisher body)
            throws Exception {
        var uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + PROBE);
        var request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + TestTokens.of("operator"))
                        .header("Content-Type", "application/json");
        try (var client = HttpClient.newBuilder().version(version).build()) {
            // The first exchange agrees on the version, which one with a large body cannot do.
            client.send(request.GET().build(), BodyHandlers.discarding());
            return client.send(request.POST(body).build(), BodyHandlers.ofString());
        }
    }

    @Test
    void aProblemOfOursKeepsItsMembers() {
        problem(as("viewer").get(PROBE + "/conflict").then(), 409, "conflict")
                .body("detail", equalTo("The device is retired."))
                .body("state", equalTo("RETIRED"));
    }

    @Test
    void ourOwnFailureSaysNothingOfItsCause() {
        problem(as("viewer").get(PROBE + "/broken").then(), 500, "internal-error");
    }

    @Test
    void aStoreThatDoesNotAnswerIsUnavailable() {
        problem(as("viewer").get(PROBE + "/unavailable").then(), 503, "unavailable")
                .header("Retry-After", "1");
    }
}
