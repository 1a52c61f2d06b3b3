// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationQuarkusTest {

    private static final int ROUNDS = 5;

    @Test
    void aRevocationIsToldAtOnce() {
        try (var tap = EventTap.open()) {
            var device = enrolledDevice();
            String fingerprint = Api.certificates(device).path("items[0].fingerprint");

            Api.revoke(fingerprint, "keyCompromise")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("REVOKED"))
                    .body("reason", equalTo("keyCompromise"))
                    .body("revokedAt", notNullValue());

            await().untilAsserted(
                            () -> assertThat(types(tap, device)).contains("certificate.revoked"));
            assertThat(types(tap, device))
                    .containsExactly(
                            "device.created",
                            "certificate.issued",
                            "device.changed",
                            "certificate.revoked");
            var data = tap.of(device).getLast().data();
            assertThat(data.path("fingerprint").asText()).isEqualTo(fingerprint);
            assertThat(data.path("reason").asText()).isEqualTo("keyCompromise");
            assertThat(data.path("issuer").asText()).hasSize(64);
            assertThat(data.path("serial").asText()).matches("[0-9a-f]+");
            assertThat(data.path("revokedAt").asText()).endsWith("Z");
        }
    }

    /** The answer leaves after the commit too, so this bounds the event's way from below. */
    @Test
    void theEventIsThereWithinMomentsOfTheAnswer() {
        try (var tap = EventTap.open()) {
            var delays = new ArrayList<Long>();
            for (int round = 0; round < ROUNDS; round++) {
                delays.add(millisFromAnswerToEvent(tap));
            }

            Collections.sort(delays);
            assertThat(delays.get(ROUNDS / 2)).as("median of %s", delays).isLessThan(500);
        }
    }

    private static long millisFromAnswerToEvent(EventTap tap) {
        var device = enrolledDevice();
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");
        await().untilAsserted(() -> assertThat(tap.of(device)).hasSize(3));

        Api.revoke(fingerprint, "superseded").then().statusCode(200);

        long answered = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(tap.of(device)).hasSize(4));
        return Math.max(0, (tap.of(device).getLast().nanos() - answered) / 1_000_000);
    }

    @Test
    void aSecondRevocationChangesNothing() {
        var device = enrolledDevice();
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");
        var first = Api.revoke(fingerprint, "superseded");

        var second = Api.revoke(fingerprint, "keyCompromise");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void aCompromisedKeyTakesAllItsCertificatesAlong() {
        var device = Api.newDevice();
        var first = TestCsr.of(device);
        var tls =
                Tls.with(
                        Est.certificate(Est.enroll(device, Api.secret(device), first.der())),
                        first.keys().getPrivate());
        var sameKey = TestCsr.of(device).keys(first.keys()).der();
        assertThat(Est.renew(tls, sameKey).status()).isEqualTo(200);
        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(200);
        String old = Api.certificates(device).path("items[1].fingerprint");

        Api.revoke(old, "keyCompromise").then().statusCode(200);

        Api.certificates(device)
                .then()
                .body("items.status", equalTo(List.of("ACTIVE", "REVOKED", "REVOKED")))
                .body("items[2].reason", equalTo("keyCompromise"));
        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(403);
    }

    @Test
    void aHoldOfASuspendedDeviceEndsAfterTheSuspensionOnly() {
        var device = enrolledDevice();
        var path = "/api/v1/certificates/" + Api.certificates(device).path("items[0].fingerprint");
        Api.as("security-admin").post(path + "/hold").then().statusCode(200);
        Api.as("operator").post("/api/v1/devices/" + device + "/suspend").then().statusCode(204);

        Api.as("security-admin").post(path + "/unhold").then().statusCode(409);

        Api.as("operator").post("/api/v1/devices/" + device + "/resume").then().statusCode(204);
        Api.as("security-admin")
                .post(path + "/unhold")
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"));
    }

    @Test
    void aReasonMayBeLeftOut() {
        var device = enrolledDevice();
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");

        Api.as("tenant-admin")
                .post("/api/v1/certificates/" + fingerprint + "/revoke")
                .then()
                .statusCode(200)
                .body("reason", equalTo("unspecified"));
    }

    @Test
    void anUnknownReasonOrCertificateIsAProblem() {
        var device = enrolledDevice();
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");

        Api.revoke(fingerprint, "because").then().statusCode(400);
        Api.revoke("0".repeat(64), "superseded").then().statusCode(404);
        Api.revoke("x", "superseded").then().statusCode(404);
        Api.as("viewer@other").get("/api/v1/certificates/" + fingerprint).then().statusCode(404);
        Api.as("viewer")
                .get("/api/v1/certificates/" + fingerprint)
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"));
    }

    private static String enrolledDevice() {
        var device = Api.newDevice();
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        return device;
    }

    private static List<String> types(EventTap tap, String device) {
        return tap.of(device).stream().map(EventTap.Heard::type).toList();
    }
}
