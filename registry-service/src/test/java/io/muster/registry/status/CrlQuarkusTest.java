// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.Issuers;
import io.muster.registry.OpenSsl;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@Tag("interop")
class CrlQuarkusTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir Path directory;

    @Test
    void case28ARevocationIsOnTheListWithItsReasonWithinFiveSeconds() {
        var certificate = enrolled();
        var before = number(crl(certificate.issuer()));

        Api.revoke(certificate.fingerprint(), "keyCompromise").then().statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(reason(crl(certificate.issuer()), certificate))
                                .isEqualTo("KEY_COMPROMISE"));
        assertThat(number(crl(certificate.issuer()))).isGreaterThan(before);
        assertThat(reason(delta(certificate.issuer()), certificate)).isEqualTo("KEY_COMPROMISE");
    }

    @Test
    void case28OpensslAcceptsACertificateUntilTheListSaysOtherwise() {
        var openssl = new OpenSsl(directory);
        var certificate = enrolled();
        openssl.write("device.pem", certificate.pem().getBytes(StandardCharsets.US_ASCII));
        openssl.write("ca.pem", chain(certificate.issuer()).getBytes(StandardCharsets.US_ASCII));
        convert(openssl, certificate.issuer());
        assertThat(verify(openssl)).contains("device.pem: OK");

        Api.revoke(certificate.fingerprint(), "superseded").then().statusCode(200);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(reason(crl(certificate.issuer()), certificate))
                                .isEqualTo("SUPERSEDED"));

        convert(openssl, certificate.issuer());
        assertThat(verify(openssl)).contains("certificate revoked");
    }

    @Test
    void case29AHoldIsOnTheListsAndItsEndIsToldByTheDelta() {
        try (var tap = EventTap.open()) {
            var certificate = enrolled();
            hold(certificate, "hold").then().statusCode(200).body("status", equalTo("HOLD"));
            awaitReason(certificate, "CERTIFICATE_HOLD");
            assertThat(reason(delta(certificate.issuer()), certificate))
                    .isEqualTo("CERTIFICATE_HOLD");

            hold(certificate, "unhold").then().statusCode(200).body("status", equalTo("ACTIVE"));

            awaitReason(certificate, "none");
            assertThat(reason(delta(certificate.issuer()), certificate))
                    .isEqualTo("REMOVE_FROM_CRL");
            await().untilAsserted(() ->
                    assertThat(types(tap, certificate))
                            .endsWith("certificate.held", "certificate.released"));
        }
    }

    @Test
    void case29AHeldCertificateRenewsNothingUntilItIsReleasedAndARevokedOneIsNeverReleased() {
        var device = Api.newDevice();
        var csr = TestCsr.of(device);
        var held = Est.certificate(Est.enroll(device, Api.secret(device), csr.der()));
        var tls = Tls.with(held, csr.keys().getPrivate());
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");
        var certificate = new Enrolled(fingerprint, "", "", "");

        hold(certificate, "hold").then().statusCode(200);
        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(403);
        hold(certificate, "unhold").then().statusCode(200);
        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(200);

        hold(certificate, "hold").then().statusCode(200);
        Api.revoke(fingerprint, "certificateHold").then().statusCode(400);
        Api.revoke(fingerprint, "keyCompromise").then().body("status", equalTo("REVOKED"));
        hold(certificate, "unhold").then().statusCode(409);
        hold(certificate, "hold").then().statusCode(409);
    }

    private static Response hold(Enrolled certificate, String action) {
        return Api.as("operator")
                .post("/api/v1/certificates/" + certificate.fingerprint() + "/" + action);
    }

    private static void awaitReason(Enrolled certificate, String reason) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(reason(crl(certificate.issuer()), certificate))
                                .isEqualTo(reason));
    }

    private static List<String> types(EventTap tap, Enrolled certificate) {
        return tap.heard().stream()
                .filter(it ->
                        it.data().path("fingerprint").asText().equals(certificate.fingerprint()))
                .map(EventTap.Heard::type)
                .toList();
    }

    @Test
    void aListIsReadOnceByWhoKnowsIt() {
        var issuer = Issuers.issuing();
        await().atMost(SOON).untilAsserted(() -> get(issuer, "crl/0.crl").then().statusCode(200));
        var list = get(issuer, "crl.crl");

        var again =
                given().header("If-None-Match", list.header("ETag"))
                        .get("/pki/" + issuer + "/crl.crl");

        assertThat(list.contentType()).isEqualTo("application/pkix-crl");
        assertThat(list.header("Cache-Control")).isEqualTo("max-age=60");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
    }

    @Test
    void theIssuersCertificateIsThereAndUnknownListsAreNot() {
        var issuer = Issuers.issuing();

        assertThat(get(issuer, "ca.crt").contentType()).isEqualTo("application/pkix-cert");
        get(issuer, "crl/7.crl").then().statusCode(404);
        get(issuer, "crl/x.crl").then().statusCode(404);
        get("0".repeat(64), "crl/0.crl").then().statusCode(404);
        get("x", "ca.crt").then().statusCode(404);
    }

    private record Enrolled(String fingerprint, String serial, String issuer, String pem) {}

    private static Enrolled enrolled() {
        var device = Api.newDevice();
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        var certificate = Api.certificates(device).jsonPath();
        var enrolled =
                new Enrolled(
                        certificate.getString("items[0].fingerprint"),
                        certificate.getString("items[0].serial"),
                        certificate.getString("items[0].issuer"),
                        certificate.getString("items[0].certificatePem"));
        await().atMost(SOON)
                .untilAsserted(() -> get(enrolled.issuer(), "crl.crl").then().statusCode(200));
        return enrolled;
    }

    private static Response get(String issuer, String file) {
        return given().get("/pki/" + issuer + "/" + file);
    }

    private static X509CRL crl(String issuer) {
        return parse(get(issuer, "crl/0.crl").asByteArray());
    }

    private static X509CRL delta(String issuer) {
        return parse(get(issuer, "crl/0-delta.crl").asByteArray());
    }

    private static X509CRL parse(byte[] der) {
        try {
            return (X509CRL)
                    CertificateFactory.getInstance("X.509")
                            .generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String reason(X509CRL list, Enrolled certificate) {
        var entry = list.getRevokedCertificate(new BigInteger(certificate.serial(), 16));
        return entry == null ? "none" : entry.getRevocationReason().name();
    }

    private static BigInteger number(X509CRL list) {
        return new BigInteger(1, list.getExtensionValue("2.5.29.20"));
    }

    private static String chain(String issuer) {
        return Api.as("security-admin").get("/api/v1/issuers/" + issuer + "/chain").asString();
    }

    private static void convert(OpenSsl openssl, String issuer) {
        openssl.write("list.der", get(issuer, "crl/0.crl").asByteArray());
        openssl.ok("crl", "-inform", "DER", "-in", "list.der", "-out", "list.pem");
    }

    private static String verify(OpenSsl openssl) {
        return openssl.run(
                        "verify",
                        "-crl_check",
                        "-CAfile",
                        "ca.pem",
                        "-CRLfile",
                        "list.pem",
                        "device.pem")
                .text();
    }
}
