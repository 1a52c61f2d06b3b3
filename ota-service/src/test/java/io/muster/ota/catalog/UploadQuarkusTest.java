// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.muster.ota.artifact.ContentDigest;
import io.muster.ota.artifact.Sha256;
import io.muster.ota.support.OtaSettings;
import io.muster.ota.support.OtaTest;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@OtaTest
class UploadQuarkusTest {

    @TestHTTPResource("/api/v1/artifacts")
    URI artifacts;

    @Test
    void aStreamOfUnknownLengthIsStoredUnderItsDigest() throws Exception {
        var content = bytes(3_000_000);

        var first = send(content, "release-manager");
        var again = send(content, "release-manager");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains(sha256(content).hex()).contains("\"size\":3000000");
        assertThat(first.headers().firstValue("Location").orElseThrow())
                .endsWith(sha256(content).hex());
        assertThat(Files.readAllBytes(stored(content))).isEqualTo(content);
    }

    @Test
    void ofUploadsAtTheSameTimeOneIsAdded() throws Exception {
        var content = bytes(100_000);
        Callable<HttpResponse<String>> upload = () -> send(content, "release-manager");

        var statuses = new ArrayList<Integer>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : clients.invokeAll(Collections.nCopies(8, upload))) {
                statuses.add(answer.get().statusCode());
            }
        }

        assertThat(statuses).containsOnly(200, 201);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    }

    @Test
    void whatWasAnnouncedIsVerified() throws Exception {
        var content = bytes(1000);
        var digest = ContentDigest.format(sha256(content));
        var other = ContentDigest.format(sha256(bytes(1000)));

        post(content, Map.of("Content-Digest", other), "", 422, "digest-mismatch");
        post(content, Map.of("Digest", other.replace(":", "")), "", 422, "digest-mismatch");
        post(content, Map.of(), "?sha256=" + "0".repeat(64), 422, "digest-mismatch");
        post(content, Map.of("Content-Digest", "md5=:AA==:"), "", 400, "invalid-request");
        assertThat(stored(content)).doesNotExist();

        given().auth()
                .oauth2(TestTokens.of("release-manager"))
                .header("Content-Digest", digest)
                .contentType("application/octet-stream")
                .body(content)
                .post("/api/v1/artifacts?sha256=" + sha256(content))
                .then()
                .statusCode(201);
    }

    @Test
    void whatIsTooLargeIsRefusedAndLeavesNothingBehind() throws Exception {
        var large = bytes(OtaSettings.MAX_ARTIFACT_BYTES + 1);

        post(large, Map.of(), "", 413, "too-large");
        assertThat(send(large, "release-manager").statusCode()).isEqualTo(413);

        try (Stream<Path> incoming = Files.list(OtaSettings.ARTIFACTS.resolve(".incoming"))) {
            assertThat(incoming).isEmpty();
        }
    }

    @Test
    void bodiesElsewhereStaySmall() throws Exception {
        var body = "{\"keyId\":\"" + "x".repeat(2_000_000) + "\"}";

        given().auth()
                .oauth2(TestTokens.of("release-manager"))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/signing-keys")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        var chunked =
                HttpRequest.newBuilder(artifacts.resolve("/api/v1/signing-keys"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer " + TestTokens.of("release-manager"))
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofInputStream(() ->
                                        new ByteArrayInputStream(
                                                body.getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8))))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(chunked, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
        }
    }

    @Test
    void onlyReleaseManagersUpload() throws Exception {
        var content = bytes(1000);

        given().contentType("application/octet-stream")
                .body(content)
                .post("/api/v1/artifacts")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .contentType("application/octet-stream")
                .body(content)
                .post("/api/v1/artifacts")
                .then()
                .statusCode(403)
                .body("type", endsWith(":forbidden"));
        assertThat(stored(content)).doesNotExist();
    }

    @Test
    void artifactsAreSeenByTheirTenantOnly() throws Exception {
        var content = bytes(1000);
        var path = "/api/v1/artifacts/" + sha256(content);
        send(content, "release-manager");

        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .get(path)
                .then()
                .statusCode(200)
                .body("size", equalTo(1000));
        given().auth().oauth2(TestTokens.of("viewer@other")).get(path).then().statusCode(404);
        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .get("/api/v1/artifacts?limit=500")
                .then()
                .body("items.sha256", hasItem(sha256(content).hex()));
    }

    private void post(
            byte[] content, Map<String, String> headers, String query, int status, String code) {
        given().auth()
                .oauth2(TestTokens.of("release-manager"))
                .headers(headers)
                .contentType("application/octet-stream")
                .body(content)
                .post("/api/v1/artifacts" + query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:" + code));
    }

    /** Sends in chunks, without saying how much there is. */
    private HttpResponse<String> send(byte[] content, String user)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(artifacts)
                        .header("Authorization", "Bearer " + TestTokens.of(user))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)))
                        .build();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private static Path stored(byte[] content) throws Exception {
        var name = sha256(content).hex();
        return OtaSettings.ARTIFACTS.resolve("default").resolve(name.substring(0, 2)).resolve(name);
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private static Sha256 sha256(byte[] content) throws Exception {
        return Sha256.of(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
