// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.support;

import static io.restassured.RestAssured.given;

import io.muster.ota.artifact.Sha256;
import io.muster.ota.release.Manifest;
import io.muster.ota.release.Signer;
import io.muster.testkit.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An operator with a token, and a signer whose key the service was told to trust. */
public final class Operator {

    private final String user;
    private final String keyId = "key-" + UUID.randomUUID();
    private final Signer signer = Signer.of(Signer.Kind.ED25519);

    private Operator(String user) {
        this.user = user;
    }

    /** An operator who may release, in the tenant {@code default}. */
    public static Operator releaseManager() {
        return of("release-manager");
    }

    /** An operator with roles as in {@link TestTokens#of}. */
    public static Operator of(String user) {
        var operator = new Operator(user);
        operator.post(
                        "/signing-keys",
                        Map.of("keyId", operator.keyId, "publicKey", operator.signer.pem()))
                .then()
                .statusCode(201);
        return operator;
    }

    public String keyId() {
        return keyId;
    }

    public Signer signer() {
        return signer;
    }

    /** Uploads bytes and answers their digest. */
    public String upload(byte[] content) {
        return given().auth()
                .oauth2(TestTokens.of(user))
                .contentType("application/octet-stream")
                .body(content)
                .post("/api/v1/artifacts")
                .then()
                .extract()
                .path("sha256");
    }

    /** Uploads some bytes and releases them; answers the release's id. */
    public String release(String product, String version) {
        var content =
                (product + version).repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return post("/releases", signed(product, version, upload(content), content.length))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A request for a release that is signed as it should be. */
    public Map<String, Object> signed(String product, String version, String sha256, long size) {
        var manifest = new Manifest(product, version, new Sha256(sha256), size, 0);
        return Map.of(
                "product",
                product,
                "version",
                version,
                "sha256",
                sha256,
                "manifest",
                Base64.getEncoder().encodeToString(manifest.canonical()),
                "signature",
                Base64.getEncoder().encodeToString(signer.sign(manifest.canonical())),
                "keyId",
                keyId);
    }

    /** Creates a rollout and starts it; answers its id. */
    public String start(String release, List<String> devices, Map<String, Object> settings) {
        var request = new java.util.HashMap<String, Object>(settings);
        request.put("release", release);
        request.putIfAbsent("target", Map.of("devices", devices));
        String id = post("/rollouts", request).then().statusCode(201).extract().path("id");
        post("/rollouts/" + id + "/start", Map.of()).then().statusCode(200);
        return id;
    }

    public JsonPath rollout(String id) {
        return get("/rollouts/" + id).then().statusCode(200).extract().jsonPath();
    }

    public List<Map<String, Object>> jobs(String id) {
        return get("/rollouts/" + id + "/jobs").then().statusCode(200).extract().path("items");
    }

    public Response get(String path) {
        return given().auth().oauth2(TestTokens.of(user)).get("/api/v1" + path);
    }

    public Response post(String path, Object body) {
        return given().auth()
                .oauth2(TestTokens.of(user))
                .contentType("application/json")
                .body(body)
                .post("/api/v1" + path);
    }
}
