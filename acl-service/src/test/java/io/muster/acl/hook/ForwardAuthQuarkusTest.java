// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.muster.acl.AloneProfile;
import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies that ask about each request, by policies from a folder. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(AloneProfile.class)
class ForwardAuthQuarkusTest {

    /** As is set by default. */
    private static final int FAILURES_PER_ADDRESS = 100;

    private static final String GATE = "/forward-auth/gate/" + Neighbours.SECRET;

    private static RequestSpecification as(String user) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + TestTokens.of(user));
    }

    private static ValidatableResponse nginx(
            RequestSpecification client, String method, String uri) {
        return client.header("X-Original-Method", method)
                .header("X-Original-URI", uri)
                .get(GATE + "/nginx")
                .then();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/devices?limit=5,200",
        "HEAD,/api/,200",
        "OPTIONS,/api/devices,200",
        "POST,/api/own/7,200",
        "POST,/api/devices,403",
        "DELETE,/api/own/7/x,403",
        "GET,/api/secret/x,403",
        "GET,/other,403",
        "GET,/api/../secret,403",
        "GET,/api/%2e%2e/other,403",
        "GET,/api//secret/x,403",
        "GET,api,403",
    })
    void anOperatorMayWhatThePolicySays(String method, String uri, int status) {
        nginx(as("operator"), method, uri).statusCode(status);
    }

    @Test
    void theServerBehindLearnsWhoItIs() {
        nginx(as("operator"), "GET", "/api/x")
                .statusCode(200)
                .header("X-Auth-Subject", startsWith("oidc:"));
    }

    @Test
    void whoHasNoRightsIsRefusedAndWhoIsNobodyIsAskedToLogIn() {
        nginx(as("viewer"), "GET", "/api/x").statusCode(403);
        nginx(given(), "GET", "/api/x")
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"));
        nginx(given().header("Authorization", "Bearer a.b.c"), "GET", "/api/x").statusCode(401);
        nginx(given().header("Authorization", "Basic YTpi"), "GET", "/api/x").statusCode(401);
        nginx(as("operator").header("X-Client-Cert", "nonsense"), "GET", "/api/x").statusCode(401);
        nginx(
                        given().header(
                                        "X-Client-Cert",
                                        "-----BEGIN%20CERTIFICATE-----END%20CERTIFICATE-----"),
                        "GET",
                        "/api/x")
                .statusCode(401);
    }

    /** Row 20 of the pitfalls: a proxy tells no names, so that it is the address that counts. */
    @Test
    void row20AnAddressThatGuessesTokensIsNoLongerListenedTo() {
        for (int i = 0; i < FAILURES_PER_ADDRESS; i++) {
            nginx(guessing("10.66.3.6"), "GET", "/api/x").statusCode(401);
        }

        nginx(as("operator").header("X-Real-IP", "10.66.3.6"), "GET", "/api/x").statusCode(403);
        nginx(as("operator").header("X-Real-IP", "10.66.3.7"), "GET", "/api/x").statusCode(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        nginx(as("operator").header("X-Real-IP", "10.66.3.6"), "GET", "/api/x")
                                .statusCode(200));
    }

    private static RequestSpecification guessing(String ip) {
        return given().header("Authorization", "Bearer a.b.c").header("X-Real-IP", ip);
    }

    /** Such headers pass through a proxy as its client sent them. */
    @Test
    void onlyTheProxysOwnHeadersCount() {
        as("operator")
                .header("X-Forwarded-Method", "GET")
                .header("X-Forwarded-Uri", "/api/x")
                .header("X-Original-Method", "POST")
                .header("X-Original-URI", "/other")
                .get(GATE + "/traefik")
                .then()
                .statusCode(200);
        as("operator")
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", "/api/x")
                .get(GATE + "/traefik")
                .then()
                .statusCode(403);
        as("operator")
                .header("X-Original-Method", "GET", "GET")
                .header("X-Original-URI", "/api/x")
                .get(GATE + "/nginx")
                .then()
                .statusCode(403);
    }

    @Test
    void envoyAsksWithTheRequestItself() {
        as("operator").get(GATE + "/envoy/api/x?y=1").then().statusCode(200);
        as("operator").post(GATE + "/envoy/api/own/1").then().statusCode(200);
        as("operator").delete(GATE + "/envoy/api/x").then().statusCode(403);
        as("operator").get(GATE + "/envoy/api/%2e%2e/other").then().statusCode(403);
        as("operator").get(GATE + "/envoy").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/forward-auth/gate/wrong-secret-0123456789/nginx",
                "/forward-auth/other/" + Neighbours.SECRET + "/nginx",
                "/forward-auth/enforcer/" + Neighbours.SECRET + "/nginx",
                GATE + "/caddy",
                GATE,
                "/forward-auth/",
            })
    void aStrangerIsToldNothing(String path) {
        as("operator")
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", "/api/x")
                .get(path)
                .then()
                .statusCode(401)
                .body(equalTo(""));
    }
}
