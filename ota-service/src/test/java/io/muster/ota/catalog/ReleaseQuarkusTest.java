// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.muster.ota.release.Signer;
import io.muster.ota.support.Operator;
import io.muster.ota.support.OtaTest;
import io.muster.testkit.TestTokens;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@OtaTest
class ReleaseQuarkusTest {

    @Test
    void whatIsSignedIsReleasedOnce() {
        var operator = Operator.releaseManager();
        var request = request(operator);

        var first = operator.post("/releases", request);
        var again = operator.post("/releases", request);

        first.then()
                .statusCode(201)
                .body("state", equalTo("RELEASED"))
                .body("manifest", equalTo(request.get("manifest")))
                .header("Location", equalTo("/api/v1/releases/" + first.path("id")));
        again.then().statusCode(200).body("id", equalTo(first.path("id")));
        operator.get("/releases").then().body("items.id", hasItem(first.<String>path("id")));
        operator.get("/releases/" + first.path("id")).then().statusCode(200);
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswer() {
        var operator = Operator.releaseManager();
        var request = request(operator);
        var key = UUID.randomUUID().toString();

        var first = withKey(key, request).statusCode(201).extract();
        var again = withKey(key, request).statusCode(201).extract();
        withKey(key, request(operator)).statusCode(409);

        assertThat(again.asString()).isEqualTo(first.asString());
    }

    private static io.restassured.response.ValidatableResponse withKey(String key, Object body) {
        return given().auth()
                .oauth2(TestTokens.of("release-manager"))
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/releases")
                .then();
    }

    @Test
    void ofReleasesAtTheSameTimeOneIsMade() throws Exception {
        var operator = Operator.releaseManager();
        var request = request(operator);
        Callable<Response> create = () -> operator.post("/releases", request);

        var answers = new ArrayList<Response>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : callers.invokeAll(Collections.nCopies(8, create))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).extracting(Response::statusCode).containsOnly(200, 201);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .extracting(answer -> answer.path("id"))
                .containsOnly(answers.getFirst().<String>path("id"));
    }

    @Test
    void anotherContentIsAnotherVersion() {
        var operator = Operator.releaseManager();
        var version = "1.0." + System.nanoTime();
        var other = operator.upload(("other" + version).getBytes(StandardCharsets.UTF_8));
        operator.release("pump", version);

        operator.post("/releases", operator.signed("pump", version, other, 5 + version.length()))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:release-exists"));
    }

    @Test
    void whatIsNotSignedIsNoRelease() {
        var operator = Operator.releaseManager();
        var stranger = Signer.of(Signer.Kind.ED25519);
        var request = request(operator);

        refused(operator, with(request, "version", "9.9.9"), "signature-invalid");
        refused(operator, with(request, "securityVersion", 1), "signature-invalid");
        refused(operator, with(request, "manifest", "e30="), "signature-invalid");
        refused(operator, with(request, "signature", "AAAA"), "signature-invalid");
        refused(operator, with(request, "sha256", "0".repeat(64)), "artifact-unknown");
        refused(operator, with(request, "keyId", "nobody"), "signing-key-unknown");
        refused(operator, with(request, "signature", "§"), "unprocessable");
        refused(operator, with(request, "product", "a b"), "unprocessable");
        var bytes = Base64.getDecoder().decode((String) request.get("manifest"));
        var forged = Base64.getEncoder().encodeToString(stranger.sign(bytes));
        refused(operator, with(request, "signature", forged), "signature-invalid");
    }

    @Test
    void aSignatureForAnotherArtifactDoesNotCount() {
        var operator = Operator.releaseManager();
        var signed = operator.upload("signed".getBytes(StandardCharsets.UTF_8));
        var uploaded = operator.upload("uploaded".getBytes(StandardCharsets.UTF_8));

        refused(
                operator,
                with(operator.signed("pump", "3.0.0", signed, 6), "sha256", uploaded),
                "signature-invalid");
        refused(operator, operator.signed("pump", "3.0.0", signed, 7), "signature-invalid");
    }

    @Test
    void aRevokedKeySignsNothingMore() {
        var operator = Operator.releaseManager();
        var request = request(operator);

        operator.post("/signing-keys/" + operator.keyId() + "/revoke", Map.of())
                .then()
                .statusCode(200)
                .body("revokedAt", not(equalTo(null)));

        refused(operator, request, "signing-key-unknown");
        operator.post(
                        "/signing-keys",
                        Map.of("keyId", operator.keyId(), "publicKey", operator.signer().pem()))
                .then()
                .statusCode(409);
    }

    @Test
    void onlyEd25519AndP256MaySign() {
        var operator = Operator.releaseManager();
        for (var kind : Signer.Kind.values()) {
            boolean may = kind == Signer.Kind.ED25519 || kind == Signer.Kind.P256;
            var keyId = kind + "-" + UUID.randomUUID();

            operator.post(
                            "/signing-keys",
                            Map.of("keyId", keyId, "publicKey", Signer.of(kind).pem()))
                    .then()
                    .statusCode(may ? 201 : 422);
        }
        operator.post("/signing-keys", Map.of("keyId", "x")).then().statusCode(400);
    }

    @Test
    void releasesAreSeenByTheirTenantOnly() {
        var operator = Operator.releaseManager();
        var id = operator.release("pump", "1.1." + System.nanoTime());

        given().auth()
                .oauth2(TestTokens.of("viewer@other"))
                .get("/api/v1/releases/" + id)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .get("/api/v1/releases/" + id)
                .then()
                .statusCode(200);
        given().get("/api/v1/releases/" + id).then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/releases")
                .then()
                .statusCode(403);
    }

    @Test
    void theListIsPagedFromTheNewest() {
        var operator = Operator.releaseManager();
        var older = operator.release("pump", "1.2." + System.nanoTime());
        var newer = operator.release("pump", "1.2." + System.nanoTime());

        var first = operator.get("/releases?limit=1").then().statusCode(200).extract().jsonPath();
        var second =
                operator.get("/releases?limit=1&cursor=" + first.getString("nextCursor"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

        assertThat(first.getList("items.id")).isEqualTo(java.util.List.of(newer));
        assertThat(second.getList("items.id")).isEqualTo(java.util.List.of(older));
    }

    private static Map<String, Object> request(Operator operator) {
        var version = "2.0." + System.nanoTime();
        var content = ("content of " + version).getBytes(StandardCharsets.UTF_8);
        return operator.signed("pump", version, operator.upload(content), content.length);
    }

    private static Map<String, Object> with(
            Map<String, Object> request, String member, Object value) {
        var changed = new HashMap<>(request);
        changed.put(member, value);
        return changed;
    }

    private static void refused(Operator operator, Object request, String code) {
        operator.post("/releases", request)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:" + code));
    }
}
