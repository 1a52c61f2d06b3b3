// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.registry.Api;
import io.muster.registry.EventTap;
import io.muster.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CredentialQuarkusTest {

    private static final String PASSWORD = "correct horse battery";

    private EventTap tap;

    @BeforeEach
    void open() {
        tap = EventTap.open();
    }

    @AfterEach
    void close() {
        tap.close();
    }

    private static String path(String device) {
        return "/api/v1/devices/" + device + "/credentials";
    }

    private static Response create(String device, Map<String, ?> draft) {
        return Api.as("operator").body(draft).post(path(device));
    }

    private static Response list(String device) {
        return Api.as("viewer").get(path(device));
    }

    private JsonNode told(String device, String type) {
        return await().until(
                        () ->
                                tap.of(device).stream()
                                        .filter(heard -> heard.type().equals(type))
                                        .map(EventTap.Heard::data)
                                        .reduce((_, last) -> last)
                                        .orElse(null),
                        data -> data != null);
    }

    @Test
    void aChosenPasswordIsToldAsAHashAndNeverShown() {
        var device = Api.newDevice();

        var created =
                create(device, Map.of("type", "password", "password", PASSWORD))
                        .then()
                        .statusCode(201)
                        .header("Cache-Control", "no-store")
                        .body("authId", equalTo(device))
                        .body("secret", nullValue())
                        .extract();

        list(device).then().body("items.id", contains(created.<String>path("id")));
        Api.get(device).then().body("state", equalTo("ENROLLED"));
        assertThat(list(device).asString()).doesNotContain(PASSWORD).doesNotContain("pbkdf2");
        var fact = told(device, "credential.changed");
        assertThat(fact.path("type").asText()).isEqualTo("password");
        assertThat(fact.path("authId").asText()).isEqualTo(device);
        assertThat(fact.path("enabled").asBoolean()).isTrue();
        assertThat(fact.path("hash").asText()).startsWith("$pbkdf2-sha256$i=10000$");
        assertThat(fact.toString()).doesNotContain(PASSWORD);
        assertThat(snapshotLine(device)).contains(fact.path("hash").asText());
    }

    private static String snapshotLine(String device) {
        return given().auth()
                .oauth2(TestTokens.service("shadow-service"))
                .get("/api/v1/snapshot")
                .asString()
                .lines()
                .filter(line -> line.contains("\"credential\"") && line.contains(device))
                .findFirst()
                .orElse("");
    }

    @Test
    void aTokenIsShownOnceAndRotated() {
        var device = Api.newDevice();
        var first = create(device, Map.of("type", "token", "authId", "login-" + device));
        first.then().statusCode(201).body("secret", matchesPattern("mds_[A-Za-z0-9_-]{27}"));
        var hash = told(device, "credential.changed").path("hash").asText();
        assertThat(hash).startsWith("$hmac-sha256$");
        assertThat(list(device).asString()).doesNotContain("secret");

        Api.as("security-admin")
                .post(path(device) + "/" + first.path("id") + "/rotate")
                .then()
                .statusCode(200)
                .body("secret", not(equalTo(first.<String>path("secret"))));

        await().untilAsserted(() ->
                assertThat(told(device, "credential.changed").path("hash").asText())
                        .isNotEqualTo(hash));
    }

    @Test
    void aDeletedCredentialIsGone() {
        var device = Api.newDevice();
        var id = create(device, Map.of("type", "token")).<String>path("id");

        Api.as("operator").delete(path(device) + "/" + id).then().statusCode(204);

        list(device).then().body("items", empty());
        assertThat(told(device, "credential.deleted").path("authId").asText()).isEqualTo(device);
        Api.as("operator").delete(path(device) + "/" + id).then().statusCode(404);
        Api.as("operator").post(path(device) + "/" + id + "/rotate").then().statusCode(404);
    }

    @Test
    void aDeletedDeviceHasNoCredentialsAndGetsNoneBack() {
        var device = Api.newDevice();
        create(device, Map.of("type", "token")).then().statusCode(201);

        Api.as("operator").delete("/api/v1/devices/" + device).then().statusCode(204);
        list(device).then().statusCode(404);
        assertThat(snapshotLine(device)).isEmpty();
        Api.as("operator").post("/api/v1/devices/" + device + "/restore").then().statusCode(204);

        list(device).then().body("items", empty());
        create(device, Map.of("type", "token")).then().statusCode(201);
    }

    @Test
    void aPreSharedKeyIsShownOnceAndToldToNobody() {
        var device = Api.newDevice();
        create(device, Map.of("type", "psk"))
                .then()
                .statusCode(201)
                .body("secret", matchesPattern("[0-9a-f]{64}"));
        create(device, Map.of("type", "token")).then().statusCode(201);

        list(device).then().body("items.type", contains("psk", "token"));
        told(device, "credential.changed");
        assertThat(tap.of(device).stream().filter(heard -> heard.type().startsWith("credential")))
                .hasSize(1);
        assertThat(snapshotLine(device)).contains("hmac-sha256").doesNotContain("k1:");
    }

    @Test
    void aNameIsGivenOnceInItsTenant() {
        var one = Api.newDevice();
        var two = Api.newDevice();
        create(one, Map.of("type", "password", "authId", "name-" + one)).then().statusCode(201);

        create(two, Map.of("type", "password", "authId", "name-" + one))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:already-exists"));
        create(two, Map.of("type", "token", "authId", "name-" + one)).then().statusCode(409);
        create(two, Map.of("type", "psk", "authId", "name-" + one)).then().statusCode(201);
    }

    @Test
    void credentialsAreOfOneTenantAndNeedARole() {
        var device = Api.newDevice();
        var id = create(device, Map.of("type", "token")).<String>path("id");
        var other = "t-" + UUID.randomUUID();
        Api.tenant(other);

        Api.as("viewer@" + other).get(path(device)).then().statusCode(404);
        Api.as("operator@" + other).delete(path(device) + "/" + id).then().statusCode(404);
        Api.as("operator@" + other)
                .body(Map.of("type", "token"))
                .post(path(device))
                .then()
                .statusCode(404);
        Api.as("viewer").body(Map.of("type", "token")).post(path(device)).then().statusCode(403);
        Api.as("viewer").delete(path(device) + "/" + id).then().statusCode(403);
        Api.as("operator").delete(path(Api.newDevice()) + "/" + id).then().statusCode(404);
        Api.retire(device).then().statusCode(204);
        create(device, Map.of("type", "psk")).then().statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"x509\"}",
                "{\"type\":\"password\",\"password\":\"short\"}",
                "{\"type\":\"token\",\"password\":\"correct horse battery\"}",
                "{\"type\":\"token\",\"authId\":\"a b\"}",
                "{\"type\":\"token\",\"authId\":\"\"}",
                "{\"type\":\"token\",\"notBefore\":\"2030-01-01T00:00:00Z\",\"notAfter\":\"2029-01-01T00:00:00Z\"}",
                "{\"type\":\"token\",\"hash\":\"x\"}"
            })
    void whatIsNoCredentialIsRefused(String body) {
        Api.as("operator").body(body).post(path(Api.newDevice())).then().statusCode(400);
    }

    @Test
    void aDeviceHasAtMost20() {
        var device = Api.newDevice();
        for (int i = 0; i < 20; i++) {
            create(device, Map.of("type", "token", "authId", device + i)).then().statusCode(201);
        }

        create(device, Map.of("type", "token")).then().statusCode(409);
        list(device).then().body("items.size()", equalTo(20)).body("items.id", notNullValue());
        assertThat(list(device).<List<String>>path("items.authId")).doesNotHaveDuplicates();
    }

    @Test
    void aTenantSetsNoMoreThan120PasswordsInAMinute() {
        var tenant = "t-" + UUID.randomUUID();
        Api.tenant(tenant);
        Api.as("operator@" + tenant)
                .body(Map.of("id", "dev-1"))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        var id =
                Api.as("operator@" + tenant)
                        .body(Map.of("type", "password"))
                        .post(path("dev-1"))
                        .<String>path("id");
        int refused = 0;
        for (int i = 0; i < 241 && refused == 0; i++) {
            refused =
                    Api.as("operator@" + tenant)
                                            .body(Map.of("password", PASSWORD))
                                            .post(path("dev-1") + "/" + id + "/rotate")
                                            .statusCode()
                                    == 429
                            ? 1
                            : 0;
        }

        assertThat(refused).isEqualTo(1);
    }
}
