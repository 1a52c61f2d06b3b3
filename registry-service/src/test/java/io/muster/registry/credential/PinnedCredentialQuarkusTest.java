// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.Factory;
import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import io.muster.registry.identity.Der;
import io.muster.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.cert.CertificateEncodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of somebody else that devices are known by. */
@QuarkusTest
class PinnedCredentialQuarkusTest {

    private static final Factory FACTORY = Factory.of(TestKeys.p256());

    private static String path(String device) {
        return "/api/v1/devices/" + device + "/credentials";
    }

    private static Der foreign(String subject) {
        try {
            var key = TestKeys.p256().getPublic();
            return Der.of(FACTORY.certificate(subject, key).getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response pin(String user, String device, Map<String, ?> members) {
        var draft = new HashMap<String, Object>(members);
        draft.put("type", "x509");
        return Api.as(user).body(draft).post(path(device));
    }

    private static Response pin(String device, Der certificate) {
        return pin("operator", device, Map.of("certificate", certificate.pem()));
    }

    private static String snapshotLine(String device) {
        return given().auth()
                .oauth2(TestTokens.service("acl-service"))
                .get("/api/v1/snapshot")
                .asString()
                .lines()
                .filter(line -> line.contains("\"credential\"") && line.contains(device))
                .findFirst()
                .orElse("");
    }

    @Test
    void aDeviceIsKnownByItAndServicesAreTold() {
        var device = Api.newDevice();
        var certificate = foreign("CN=4711,O=Somebody");
        var name = "certificate:" + certificate.fingerprint();

        try (var tap = EventTap.open()) {
            var id =
                    pin(device, certificate)
                            .then()
                            .statusCode(201)
                            .body("type", equalTo("x509"))
                            .body("authId", equalTo(name))
                            .body("certificate", equalTo(certificate.pem()))
                            .body("secret", nullValue())
                            .extract()
                            .<String>path("id");
            Api.get(device).then().body("state", equalTo("ENROLLED"));
            var told = heard(tap, device, "credential.changed");
            assertThat(told).contains("\"x509\"", name).doesNotContain("hash", "BEGIN");
            assertThat(snapshotLine(device)).contains("\"x509\"", name).doesNotContain("BEGIN");

            Api.as("operator").delete(path(device) + "/" + id).then().statusCode(204);

            assertThat(heard(tap, device, "credential.deleted")).contains("\"x509\"", name);
            assertThat(snapshotLine(device)).isEmpty();
        }
    }

    private static String heard(EventTap tap, String device, String type) {
        return await().until(
                        () ->
                                tap.of(device).stream()
                                        .filter(heard -> heard.type().equals(type))
                                        .map(heard -> heard.data().toString())
                                        .findFirst()
                                        .orElse(""),
                        data -> !data.isEmpty());
    }

    @Test
    void aKeyIsKnownByItsOwnName() {
        var members = Map.of("certificate", foreign("CN=x").pem(), "pin", "key");

        pin("operator", Api.newDevice(), members)
                .then()
                .statusCode(201)
                .body("authId", matchesPattern("key:[0-9a-f]{64}"));
    }

    @Test
    void oneCertificateIsOfOneDeviceInItsTenant() {
        var certificate = foreign("CN=x");
        var other = "t-" + UUID.randomUUID();
        Api.tenant(other);
        Api.as("operator@" + other)
                .body(Map.of("id", "dev-1"))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);

        pin(Api.newDevice(), certificate).then().statusCode(201);

        pin(Api.newDevice(), certificate)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:already-exists"));
        pin("operator@" + other, "dev-1", Map.of("certificate", certificate.pem()))
                .then()
                .statusCode(201);
    }

    @Test
    void theNextOneIsPinnedBesideIt() {
        var device = Api.newDevice();
        var id = pin(device, foreign("CN=x")).<String>path("id");

        Api.as("operator").post(path(device) + "/" + id + "/rotate").then().statusCode(409);
        pin(device, foreign("CN=x")).then().statusCode(201);
    }

    @Test
    void whatWasIssuedHereIsNoCertificateOfSomebodyElse() throws Exception {
        var device = Api.newDevice();
        var answer = Est.enroll(device, Api.secret(device), TestCsr.of(device).der());
        var own = Der.of(Est.certificate(answer).getEncoded());

        pin(Api.newDevice(), own)
                .then()
                .statusCode(409)
                .body("detail", containsString("issued here"));
    }

    @Test
    void whatIsNotForClientsIsRefused() throws Exception {
        var key = TestKeys.p256().getPublic();
        var server = FACTORY.certificate("CN=x", key, KeyPurposeId.id_kp_serverAuth);
        var device = Api.newDevice();

        pin(device, Der.of(server.getEncoded())).then().statusCode(400);

        Api.as("viewer").get(path(device)).then().body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"x509\"}",
                "{\"type\":\"x509\",\"certificate\":\"\"}",
                "{\"type\":\"x509\",\"certificate\":\"-----BEGIN CERTIFICATE-----\"}",
                "{\"type\":\"x509\",\"certificate\":\"x\",\"authId\":\"x\"}",
                "{\"type\":\"x509\",\"certificate\":\"x\",\"pin\":\"issuer\"}",
                "{\"type\":\"x509\",\"certificate\":\"x\",\"password\":\"correct horse battery\"}",
                "{\"type\":\"token\",\"certificate\":\"x\"}",
                "{\"type\":\"token\",\"pin\":\"key\"}"
            })
    void whatIsNoPinIsRefused(String body) {
        Api.as("operator").body(body).post(path(Api.newDevice())).then().statusCode(400);
    }
}
