// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.Issuers;
import io.muster.registry.OpenSsl;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.muster.registry.identity.Der;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class RollQuarkusTest {

    private static final String AUTHORITY = "/api/v1/issuers/";

    @Test
    void case34AfterARollRenewalsComeFromTheNewGenerationAndTheOldIsGoodStill() throws Exception {
        var old = Issuers.issuing();
        var device = Api.newDevice();
        var csr = TestCsr.of(device);
        var first = Est.certificate(Est.enroll(device, Api.secret(device), csr.der()));

        var next = Issuers.act(old, "roll").then().statusCode(200).extract().<String>path("id");

        assertThat(Issuers.issuing()).isEqualTo(next);
        Issuers.get(old).then().body("state", equalTo("VERIFY_ONLY"));
        var known = Est.certificates(Est.cacerts());
        assertThat(fingerprint(known.getFirst())).isEqualTo(next);
        assertThat(known.stream().map(RollQuarkusTest::fingerprint)).contains(old, next);
        var renewal = Est.renew(Tls.with(first, csr.keys().getPrivate()), renewal(device));
        Est.certificate(renewal).verify(known.getFirst().getPublicKey());
        assertThat(statuses(device)).doesNotContain("REVOKED");
    }

    @Test
    @Tag("interop")
    void case34WhoKnowsOneGenerationOnlyVerifiesWhatTheOtherHasSigned(@TempDir Path directory)
            throws GeneralSecurityException {
        var old = Issuers.issuing();
        var before = issued();
        var next = Issuers.act(old, "roll").then().statusCode(200).extract().<String>path("id");
        var after = issued();
        var openssl = new OpenSsl(directory);
        openssl.write("before.pem", pem(List.of(before)));
        openssl.write("after.pem", pem(List.of(after)));
        var known = Est.certificates(Est.cacerts());
        openssl.write("old.pem", pem(only(known, old)));
        openssl.write("new.pem", pem(only(known, next)));
        openssl.write("cross.pem", pem(crosses(known)));

        openssl.ok(
                "verify",
                "-x509_strict",
                "-CAfile",
                "old.pem",
                "-untrusted",
                "cross.pem",
                "after.pem");
        openssl.ok(
                "verify",
                "-x509_strict",
                "-CAfile",
                "new.pem",
                "-untrusted",
                "cross.pem",
                "before.pem");
        assertThat(openssl.run("verify", "-CAfile", "old.pem", "after.pem").exit()).isNotZero();
        Issuers.act(old, "retire").then().statusCode(200);
        assertThat(Est.certificates(Est.cacerts()))
                .noneMatch(
                        it -> it.getIssuerX500Principal().equals(before.getIssuerX500Principal()));
    }

    private static X509Certificate issued() {
        var device = Api.newDevice();
        return Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
    }

    private static List<X509Certificate> only(List<X509Certificate> known, String fingerprint) {
        return known.stream().filter(it -> fingerprint(it).equals(fingerprint)).toList();
    }

    private static List<X509Certificate> crosses(List<X509Certificate> known) {
        return known.stream()
                .filter(it -> !it.getIssuerX500Principal().equals(it.getSubjectX500Principal()))
                .toList();
    }

    private static byte[] pem(List<X509Certificate> certificates) throws GeneralSecurityException {
        var text = new StringBuilder();
        for (var certificate : certificates) {
            text.append(Der.of(certificate.getEncoded()).pem());
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Followers apply events in their order, so none sees a certificate before its issuer. */
    @Test
    void case34TheNewGenerationIsToldBeforeAnythingItIssues() {
        try (var tap = EventTap.open()) {
            var next =
                    Issuers.act(Issuers.issuing(), "roll")
                            .then()
                            .statusCode(200)
                            .extract()
                            .<String>path("id");
            var device = enrolledDevice();

            await().untilAsserted(() ->
                    assertThat(ofType(tap.of(device), "certificate.issued")).hasSize(1));
            var issued = ofType(tap.of(device), "certificate.issued").getFirst();
            var added =
                    ofType(tap.heard(), "issuer.added").stream()
                            .filter(event -> event.data().path("issuer").asText().equals(next))
                            .toList();
            assertThat(issued.data().path("issuer").asText()).isEqualTo(next);
            assertThat(added).hasSize(1);
            assertThat(added.getFirst().sequence()).isLessThan(issued.sequence());
            assertThat(added.getFirst().data().path("state").asText()).isEqualTo("ISSUING");
        }
    }

    @Test
    void aPreparedGenerationIsToldToDevicesAndIssuesNothingBeforeTheRoll() {
        var present = Issuers.issuing();

        var prepared =
                Issuers.act(present, "prepare").then().statusCode(200).extract().<String>path("id");

        Issuers.get(prepared).then().body("state", equalTo("VERIFY_ONLY"));
        assertThat(Issuers.act(present, "prepare").<String>path("id")).isEqualTo(prepared);
        assertThat(Est.certificates(Est.cacerts()).stream().map(RollQuarkusTest::fingerprint))
                .startsWith(present)
                .contains(prepared);
        assertThat(issuerOf(enrolledDevice())).isEqualTo(present);

        assertThat(Issuers.act(present, "roll").<String>path("id")).isEqualTo(prepared);

        assertThat(issuerOf(enrolledDevice())).isEqualTo(prepared);
    }

    @Test
    void ofManyRollsAtOnceOneIsDone() {
        var present = Issuers.issuing();

        var answers =
                IntStream.range(0, 6)
                        .parallel()
                        .mapToObj(_ -> Issuers.act(present, "roll").statusCode())
                        .sorted()
                        .toList();

        assertThat(answers).startsWith(200, 409).doesNotContain(500);
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(Issuers.in("ISSUING")).hasSize(1).doesNotContain(present);
    }

    @Test
    void aWithdrawnIssuerIsNoLongerToldToDevices() {
        var old = Issuers.issuing();
        Issuers.act(old, "retire")
                .then()
                .statusCode(409)
                .body("type", containsString("issuer-state"));
        Issuers.act(old, "roll").then().statusCode(200);

        Issuers.act(old, "retire").then().statusCode(200).body("state", equalTo("RETIRED"));
        Issuers.act(old, "compromise").then().body("state", equalTo("COMPROMISED"));
        Issuers.act(old, "retire").then().body("state", equalTo("COMPROMISED"));

        assertThat(Est.certificates(Est.cacerts()).stream().map(RollQuarkusTest::fingerprint))
                .doesNotContain(old);
    }

    @Test
    void issuersBelongToTheSecurityAdminsOfTheirTenant() {
        var issuer = Issuers.issuing();

        Api.as("viewer").get("/api/v1/issuers").then().statusCode(403);
        Api.as("operator").post(AUTHORITY + issuer + "/roll").then().statusCode(403);
        Api.as("security-admin@other").get(AUTHORITY + issuer).then().statusCode(404);
        Api.as("security-admin@other").post(AUTHORITY + issuer + "/roll").then().statusCode(404);
        Issuers.get("x").then().statusCode(404);
    }

    @Test
    void aNewTenantHasAnAuthorityWithinSeconds() {
        var tenant = "t-" + UUID.randomUUID();
        Api.tenant(tenant);

        await().untilAsserted(() ->
                Api.as("security-admin@" + tenant)
                        .get("/api/v1/issuers")
                        .then()
                        .statusCode(200)
                        .body("items.state", equalTo(List.of("ISSUING")))
                        .body("items[0].subject", containsString("O=" + tenant)));
    }

    @Test
    void theChainIsWhatABrokerTrusts() {
        var issuer = Issuers.issuing();

        var pem =
                Api.as("security-admin")
                        .get(AUTHORITY + issuer + "/chain")
                        .then()
                        .statusCode(200)
                        .contentType("application/pem-certificate-chain")
                        .extract()
                        .asString();

        assertThat(fingerprint(Tls.decode(pem.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(issuer);
    }

    private static byte[] renewal(String device) {
        return TestCsr.of(device).der();
    }

    private static String enrolledDevice() {
        var device = Api.newDevice();
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        return device;
    }

    private static String issuerOf(String device) {
        return Api.certificates(device).path("items[0].issuer");
    }

    private static List<String> statuses(String device) {
        return Api.certificates(device).path("items.status");
    }

    private static List<EventTap.Heard> ofType(List<EventTap.Heard> heard, String type) {
        return heard.stream().filter(event -> event.type().equals(type)).toList();
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Der.of(certificate.getEncoded()).fingerprint().hex();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
