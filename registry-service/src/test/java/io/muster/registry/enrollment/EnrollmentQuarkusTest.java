// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EnrollmentQuarkusTest {

    @Test
    void aTokenBecomesACertificateOfTheDevice() throws Exception {
        var device = Api.newDevice();
        var csr = TestCsr.of(device);

        var certificate = Est.certificate(Est.enroll(device, Api.secret(device), csr.der()));

        certificate.verify(Est.certificates(Est.cacerts()).getFirst().getPublicKey());
        assertThat(certificate.getPublicKey()).isEqualTo(csr.keys().getPublic());
        assertThat(certificate.getSubjectX500Principal().getName())
                .isEqualTo("O=default,CN=" + device);
        Api.get(device)
                .then()
                .body("state", equalTo("ENROLLED"))
                .body("version", equalTo(2))
                .body("certificates.active", equalTo(1));
        Api.certificates(device)
                .then()
                .body("items", hasSize(1))
                .body("items[0].status", equalTo("ACTIVE"))
                .body("items[0].serial", equalTo(certificate.getSerialNumber().toString(16)))
                .body("items[0].certificatePem", startsWith("-----BEGIN CERTIFICATE-----\n"));
        assertThat(Api.lastRefusal(device)).isNull();
    }

    @Test
    void aTokenIsShownOnceAndListedWithoutItsSecret() {
        var device = Api.newDevice();
        var key = UUID.randomUUID().toString();

        var first = tokens(device, key);
        var again = tokens(device, key);

        first.then().statusCode(201).body("tokens[0].secret", startsWith("mct_"));
        again.then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:secret-already-shown"));
        Api.as("viewer")
                .get("/api/v1/enrollment-profiles/default/tokens?limit=1")
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(first.path("tokens[0].id")))
                .body("items[0].deviceId", equalTo(device))
                .body("items[0].secret", nullValue())
                .body("items[0].usedAt", nullValue());
    }

    private static Response tokens(String device, String key) {
        return Api.as("operator")
                .header("Idempotency-Key", key)
                .body(Map.of("deviceId", device))
                .post("/api/v1/enrollment-profiles/default/tokens");
    }

    @Test
    void thereAreNoTokensForWhatDoesNotExist() {
        Api.tokens(Api.newId()).then().statusCode(404);
        Api.as("operator")
                .body(Map.of("deviceId", Api.newDevice()))
                .post("/api/v1/enrollment-profiles/unknown/tokens")
                .then()
                .statusCode(404);
    }

    @Test
    void case5AWrongSecretAndAnUnknownDeviceLookTheSame() {
        var device = Api.newDevice();
        var csr = TestCsr.of(device).der();

        var wrong = Est.enroll(device, "mct_wrong", csr);
        var unknown = Est.enroll("nobody", "mct_wrong", csr);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).isEmpty();
        assertThat(wrong.head())
                .contains("WWW-Authenticate: Basic realm=\"est\", charset=\"UTF-8\"\r\n")
                .contains("Content-Length: 0\r\n")
                .isEqualTo(unknown.head());
        assertThat(Api.lastRefusal(device)).isEqualTo("unauthorized");
    }

    @Test
    void theTokenOfOneDeviceIsNoneForAnother() {
        var device = Api.newDevice();
        var other = Api.newDevice();

        var answer = Est.enroll(other, Api.secret(device), TestCsr.of(other).der());

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void case18OfFiftyUsesOfOneTokenExactlyOneGetsACertificate() throws Exception {
        var device = Api.newDevice();
        var secret = Api.secret(device);

        var answers = inParallel(50, () -> Est.enroll(device, secret, TestCsr.of(device).der()));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(49);
        Api.certificates(device).then().body("items", hasSize(1));
    }

    @Test
    void case19TheSameRequestAgainGetsTheSameCertificate() throws Exception {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        var csr = TestCsr.of(device).der();

        var answers = inParallel(8, () -> Est.enroll(device, secret, csr));
        var later = Est.enroll(device, secret, csr);

        assertThat(answers).extracting(Answer::body).containsOnly(later.body());
        Api.certificates(device).then().body("items", hasSize(1));
    }

    @Test
    void anotherRequestWithAUsedTokenIsRefused() {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        Est.certificate(Est.enroll(device, secret, TestCsr.of(device).der()));

        var answer = Est.enroll(device, secret, TestCsr.of(device).der());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(Api.lastRefusal(device)).isEqualTo("token_exhausted");
    }

    @Test
    void case12ARequestForAnotherDeviceIsRefusedAndLeavesTheTokenUnused() {
        var device = Api.newDevice();
        var secret = Api.secret(device);

        var answer = Est.enroll(device, secret, TestCsr.of("dev-of-somebody-else").der());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("csr_subject_mismatch: ").endsWith("\n");
        assertThat(Api.lastRefusal(device)).isEqualTo("csr_subject_mismatch");
        assertThat(Est.enroll(device, secret, TestCsr.of(device).der()).status()).isEqualTo(200);
    }

    @Test
    void case14NothingOfTheRequestButTheKeyReachesTheCertificate() throws Exception {
        var device = Api.newDevice();
        var csr =
                TestCsr.of(device)
                        .subject("CN=" + device + ",O=Acme,OU=Admins")
                        .extension(Extension.basicConstraints, new BasicConstraints(true))
                        .altNames(new GeneralName(GeneralName.dNSName, "admin"));

        var certificate = Est.certificate(Est.enroll(device, Api.secret(device), csr.der()));

        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(6, "urn:device:default:" + device));
        assertThat(certificate.getSubjectX500Principal().getName())
                .isEqualTo("O=default,CN=" + device);
    }

    @Test
    void case17TheKeyOfAnotherDeviceIsRefusedAndBothHearOfIt() {
        try (var tap = EventTap.open()) {
            var keys = TestKeys.p256();
            var first = Api.newDevice();
            Est.certificate(
                    Est.enroll(first, Api.secret(first), TestCsr.of(first).keys(keys).der()));
            var second = Api.newDevice();
            var secret = Api.secret(second);

            var answer = Est.enroll(second, secret, TestCsr.of(second).keys(keys).der());

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).startsWith("key_reuse: ");
            assertThat(Est.enroll(second, secret, TestCsr.of(second).der()).status())
                    .isEqualTo(200);
            await().untilAsserted(() -> {
                assertThat(others(tap, first)).containsExactly(second);
                assertThat(others(tap, second)).containsExactly(first);
            });
        }
    }

    private static List<String> others(EventTap tap, String device) {
        return tap.of(device).stream()
                .filter(event -> event.type().equals("enrollment.key-reuse"))
                .map(event -> event.data().path("other").asText())
                .toList();
    }

    @Test
    void aCompromisedKeyIsNeverCertifiedAgain() {
        var device = Api.newDevice();
        var csr = TestCsr.of(device);
        Est.certificate(Est.enroll(device, Api.secret(device), csr.der()));
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");
        Api.revoke(fingerprint, "keyCompromise").then().statusCode(200);

        var same =
                Est.enroll(
                        device, Api.secret(device), csr.uri("urn:device:default:" + device).der());
        var fresh = Est.enroll(device, Api.secret(device), TestCsr.of(device).der());

        assertThat(same.status()).isEqualTo(403);
        assertThat(same.body()).startsWith("key_reuse: ");
        assertThat(fresh.status()).isEqualTo(200);
    }

    @Test
    void aRetiredDeviceIsRefused() {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        Api.retire(device).then().statusCode(204);

        var answer = Est.enroll(device, secret, TestCsr.of(device).der());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(Api.lastRefusal(device)).isEqualTo("invalid_state");
    }

    @Test
    void aProblemIsSaidInJsonToWhoPrefersIt() {
        var device = Api.newDevice();

        var answer =
                Est.post(
                        Tls.anonymous(),
                        "/.well-known/est/simpleenroll",
                        "AAAA".getBytes(StandardCharsets.US_ASCII),
                        Est.basic(device, Api.secret(device)),
                        "Accept: application/problem+json, */*");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.head()).contains("Content-Type: application/problem+json\r\n");
        assertThat(answer.body())
                .contains("\"type\":\"urn:muster:problem:csr-malformed\"")
                .contains("\"code\":\"csr_malformed\"")
                .contains("\"message\":");
    }

    private static List<Answer> inParallel(int times, Callable<Answer> request) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            return threads.invokeAll(Collections.nCopies(times, request)).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }
    }
}
