// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Renewals over time; the clock is moved by moving what the database says of certificates. */
@QuarkusTest
class RenewalQuarkusTest {

    private static final String EXPIRE =
            "UPDATE certificate SET not_after = now() - interval '1 hour' WHERE device_id = $1";
    private static final String REPLACED_LONG_AGO =
            "UPDATE certificate SET replaced_at = now() - interval '2 days' WHERE device_id = $1";

    @Inject Pool pool;
    @Inject Overlaps overlaps;

    /** A device's certificate and its key. */
    private record Held(X509Certificate certificate, SSLContext tls) {

        static Held of(TestCsr csr, X509Certificate certificate) {
            return new Held(certificate, Tls.with(certificate, csr.keys().getPrivate()));
        }

        static Held enrolled(Profile profile, String device) {
            var csr = TestCsr.of(device);
            var secret = profile.secret(device, Map.of());
            return of(csr, Est.certificate(profile.enroll(device, secret, csr.der())));
        }

        Held renewed(String device) {
            var csr = TestCsr.of(device);
            return of(csr, Est.certificate(Est.renew(tls, csr.der())));
        }

        int renewal(String device) {
            return Est.renew(tls, TestCsr.of(device).der()).status();
        }
    }

    private void change(String sql, String device) {
        pool.preparedQuery(sql).execute(Tuple.of(device)).await().atMost(Duration.ofSeconds(10));
    }

    private static List<String> statuses(String device) {
        return Api.certificates(device).path("items.status");
    }

    @Test
    void case4TheOldCertificateIsGoodUntilTheNewOneIsUsed() {
        var device = Api.newDevice();
        var first = Held.enrolled(Profile.with(Map.of()), device);

        var second = first.renewed(device);
        assertThat(statuses(device)).containsExactly("ACTIVE", "ACTIVE");
        second.renewed(device);

        assertThat(statuses(device)).containsExactly("ACTIVE", "ACTIVE", "SUPERSEDED");
        Api.certificates(device).then().body("items[2].reason", equalTo("superseded"));
        assertThat(first.renewal(device)).as("case 27").isEqualTo(403);
    }

    @Test
    void case4AnOldCertificateOnHoldEndsAsWellAndDoesNotComeBack() {
        var device = Api.newDevice();
        var second = Held.enrolled(Profile.with(Map.of()), device).renewed(device);
        var old = "/api/v1/certificates/" + Api.certificates(device).path("items[1].fingerprint");
        Api.as("security-admin").post(old + "/hold").then().statusCode(200);

        second.renewed(device);

        assertThat(statuses(device)).containsExactly("ACTIVE", "ACTIVE", "SUPERSEDED");
        Api.as("security-admin").post(old + "/unhold").then().statusCode(409);
    }

    @Test
    void case4TheOverlapEndsByItself() {
        var device = Api.newDevice();
        Held.enrolled(Profile.with(Map.of()), device).renewed(device);
        overlaps.endOverdue().await().atMost(Duration.ofSeconds(10));
        assertThat(statuses(device)).containsExactly("ACTIVE", "ACTIVE");

        change(REPLACED_LONG_AGO, device);
        overlaps.endOverdue().await().atMost(Duration.ofSeconds(10));

        await().untilAsserted(
                        () -> assertThat(statuses(device)).containsExactly("ACTIVE", "SUPERSEDED"));
    }

    @Test
    void case4WhatWasIssuedInTheSamePlaceEndsAsWell() {
        var device = Api.newDevice();
        var first = Held.enrolled(Profile.with(Map.of()), device);
        first.renewed(device);

        first.renewed(device).renewed(device);

        assertThat(statuses(device))
                .containsExactly("ACTIVE", "ACTIVE", "SUPERSEDED", "SUPERSEDED");
    }

    @Test
    void case4AFurtherRenewalDoesNotProlongTheOverlap() {
        var device = Api.newDevice();
        var first = Held.enrolled(Profile.with(Map.of()), device);
        first.renewed(device);
        change(REPLACED_LONG_AGO, device);
        first.renewed(device);

        overlaps.endOverdue().await().atMost(Duration.ofSeconds(10));

        assertThat(statuses(device)).containsExactly("ACTIVE", "ACTIVE", "SUPERSEDED");
    }

    @Test
    void case4ARevokedSuccessorDoesNotKeepTheOldCertificateGood() {
        var device = Api.newDevice();
        Held.enrolled(Profile.with(Map.of()), device).renewed(device);
        String successor = Api.certificates(device).path("items[0].fingerprint");
        Api.revoke(successor, "cessationOfOperation").then().statusCode(200);
        change(REPLACED_LONG_AGO, device);

        overlaps.endOverdue().await().atMost(Duration.ofSeconds(10));

        assertThat(statuses(device)).containsExactly("REVOKED", "SUPERSEDED");
    }

    @Test
    void aRepeatedRequestIsNotAnsweredWithAnExpiredCertificate() {
        var device = Api.newDevice();
        var profile = Profile.with(Map.of());
        var secret = profile.secret(device, Map.of("maxUses", 2));
        var csr = TestCsr.of(device).der();
        var first = Est.certificate(profile.enroll(device, secret, csr));
        change(EXPIRE, device);

        var again = Est.certificate(profile.enroll(device, secret, csr));

        assertThat(again.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
    }

    @Test
    void thePermissionToRenewGoesWithTheDevice() {
        var device = Api.newDevice();
        allow(device);

        Api.as("operator").delete("/api/v1/devices/" + device).then().statusCode(204);

        var left =
                pool.preparedQuery("SELECT 1 FROM reenroll_allowance WHERE device_id = $1")
                        .execute(Tuple.of(device))
                        .await()
                        .atMost(Duration.ofSeconds(10));
        assertThat(left.size()).isZero();
    }

    @Test
    void case26AnExpiredCertificateRenewsOnceWithinTheGrace() {
        try (var tap = EventTap.open()) {
            var device = Api.newDevice();
            var expired = Held.enrolled(Profile.with(Map.of("renewGrace", "P30D")), device);
            change(EXPIRE, device);

            var renewed = expired.renewed(device);

            assertThat(expired.renewal(device)).isEqualTo(403);
            assertThat(Api.lastRefusal(device)).isEqualTo("certificate_expired");
            assertThat(renewed.renewal(device)).isEqualTo(200);
            await().untilAsserted(() ->
                    assertThat(tap.of(device))
                            .extracting(EventTap.Heard::type)
                            .contains("enrollment.renewed-after-expiry"));
        }
    }

    @Test
    void case26AfterTheGraceAnOperatorMayAllowOneRenewal() {
        var device = Api.newDevice();
        var expired = Held.enrolled(Profile.with(Map.of("renewGrace", "PT10M")), device);
        change(EXPIRE, device);

        assertThat(expired.renewal(device)).isEqualTo(403);
        allow(device);

        assertThat(expired.renewal(device)).isEqualTo(200);
        assertThat(expired.renewal(device)).isEqualTo(403);
    }

    @Test
    void case27ARevokedCertificateIsNotHelpedByTheAllowance() {
        var device = Api.newDevice();
        var held = Held.enrolled(Profile.with(Map.of("renewGrace", "P30D")), device);
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");
        Api.revoke(fingerprint, "keyCompromise").then().statusCode(200);
        allow(device);

        assertThat(held.renewal(device)).isEqualTo(403);
    }

    private static void allow(String device) {
        Api.as("operator")
                .post("/api/v1/devices/" + device + "/allow-reenroll")
                .then()
                .statusCode(204);
    }

    @Test
    void aRenewalIsOnTheTermsOfTheProfileThatIssuedTheCertificate() {
        var device = Api.newDevice();
        var held = Held.enrolled(Profile.with(Map.of("validity", "P10D")), device);

        var renewed = held.renewed(device);

        assertThat(renewed.certificate().getNotAfter().toInstant())
                .isCloseTo(Instant.now().plus(Duration.ofDays(10)), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void onlyWhoExistsIsAllowed() {
        Api.as("operator")
                .post("/api/v1/devices/" + Api.newId() + "/allow-reenroll")
                .then()
                .statusCode(404);
        Api.as("viewer")
                .post("/api/v1/devices/" + Api.newDevice() + "/allow-reenroll")
                .then()
                .statusCode(403);
    }
}
