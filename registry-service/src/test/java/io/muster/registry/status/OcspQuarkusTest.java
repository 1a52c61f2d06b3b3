// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.Issuers;
import io.muster.registry.OpenSsl;
import io.muster.registry.TestCsr;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@Tag("interop")
class OcspQuarkusTest {

    private static final int MALFORMED = 1;
    private static final int UNAUTHORIZED = 6;

    @TempDir Path directory;

    private OpenSsl openssl;
    private String issuer;

    @BeforeEach
    void issuer() {
        openssl = new OpenSsl(directory);
        issuer = Issuers.issuing();
        var chain = Api.as("security-admin").get("/api/v1/issuers/" + issuer + "/chain");
        openssl.write("ca.pem", chain.asByteArray());
    }

    @Test
    void case31OpensslIsToldGoodThenRevokedThenUnknown() {
        var certificate = enrolled();

        assertThat(ask(certificate.serial())).contains("Response verify OK", ": good");
        Api.revoke(certificate.fingerprint(), "keyCompromise").then().statusCode(200);
        assertThat(ask(certificate.serial()))
                .contains("Response verify OK", ": revoked", "Reason: keyCompromise");
        assertThat(ask("abcdef")).contains("Response verify OK", ": unknown");
    }

    @Test
    void case31AnAnswerIsSignedOnceAndFollowsARevocationAllTheSame() throws IOException {
        var certificate = enrolled();
        var question = question(certificate.serial());

        var first = post(question).asByteArray();

        assertThat(post(question).asByteArray()).isEqualTo(first);
        assertThat(get(question).asByteArray()).isEqualTo(first);
        Api.revoke(certificate.fingerprint(), "superseded").then().statusCode(200);
        assertThat(post(question).asByteArray()).isNotEqualTo(first);
    }

    @Test
    void case31TheGetFormIsReadInEveryFormThatClientsMakeOfIt() throws IOException {
        var question = question(enrolled().serial());
        var expected = post(question).asByteArray();
        var standard = Base64.getEncoder().encodeToString(question);
        var address = Base64.getUrlEncoder().withoutPadding().encodeToString(question);

        assertThat(raw(URLEncoder.encode(standard, StandardCharsets.US_ASCII)).asByteArray())
                .isEqualTo(expected);
        assertThat(raw(address).asByteArray()).isEqualTo(expected);
        // This client makes one slash of two; OcspAddressTest has them as they are.
        assertThat(raw(standard.replace("//", "/%2F")).asByteArray()).isEqualTo(expected);
        assertThat(get(question).header("Cache-Control")).startsWith("max-age=");
    }

    @Test
    void case31WhatIsMalformedOrForeignIsRefusedInOcsp() throws IOException {
        assertThat(status(post(new byte[] {0x30, 0x03, 0x02, 0x01}))).isEqualTo(MALFORMED);
        assertThat(status(post(new byte[5000]))).isEqualTo(MALFORMED);
        assertThat(status(raw("%25%25"))).isEqualTo(MALFORMED);
        var question = question("1");
        assertThat(status(post("0".repeat(64), question))).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void case31ANonceComesBack() {
        var said =
                openssl.ok(
                        "ocsp",
                        "-issuer",
                        "ca.pem",
                        "-serial",
                        "0x" + enrolled().serial(),
                        "-CAfile",
                        "ca.pem",
                        "-url",
                        url());

        assertThat(said).doesNotContain("no nonce", "Nonce").contains(": good");
    }

    private record Enrolled(String fingerprint, String serial) {}

    private static Enrolled enrolled() {
        var device = Api.newDevice();
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        var certificate = Api.certificates(device).jsonPath();
        return new Enrolled(
                certificate.getString("items[0].fingerprint"),
                certificate.getString("items[0].serial"));
    }

    private String ask(String serial) {
        return openssl.ok(
                "ocsp",
                "-issuer",
                "ca.pem",
                "-sha256",
                "-serial",
                "0x" + serial,
                "-no_nonce",
                "-CAfile",
                "ca.pem",
                "-url",
                url());
    }

    private byte[] question(String serial) throws IOException {
        openssl.ok(
                "ocsp",
                "-issuer",
                "ca.pem",
                "-serial",
                "0x" + serial,
                "-no_nonce",
                "-reqout",
                "question.der");
        return Files.readAllBytes(directory.resolve("question.der"));
    }

    private String url() {
        return "http://127.0.0.1:" + RestAssured.port + "/ocsp/" + issuer;
    }

    private Response post(byte[] question) {
        return post(issuer, question);
    }

    private static Response post(String issuer, byte[] question) {
        return given().contentType("application/ocsp-request")
                .body(question)
                .post("/ocsp/" + issuer);
    }

    private Response get(byte[] question) {
        return raw(
                URLEncoder.encode(
                        Base64.getEncoder().encodeToString(question), StandardCharsets.US_ASCII));
    }

    private Response raw(String path) {
        return given().urlEncodingEnabled(false).get("/ocsp/" + issuer + "/" + path);
    }

    private static int status(Response response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return OCSPResponse.getInstance(response.asByteArray()).getResponseStatus().getIntValue();
    }
}
