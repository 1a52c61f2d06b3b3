// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApprovalQuarkusTest {

    @Test
    void case21ADeviceWaitsUntilSomebodyApproves() {
        try (var tap = EventTap.open()) {
            var profile = Profile.with(Map.of("approval", "manual"));
            var device = Api.newDevice();
            var secret = profile.secret(device, Map.of());
            var csr = TestCsr.of(device).der();

            var first = profile.enroll(device, secret, csr);
            var again = profile.enroll(device, secret, csr);

            assertThat(first.status()).isEqualTo(202);
            assertThat(first.head()).containsPattern("Retry-After: \\d+\r\n");
            assertThat(first.body()).startsWith("approval_pending: ");
            assertThat(again.status()).isEqualTo(202);
            Api.certificates(device).then().body("items", equalTo(List.of()));

            decide(device, "approve").then().statusCode(200).body("state", equalTo("APPROVED"));
            var issued = profile.enroll(device, secret, csr);
            var later = profile.enroll(device, secret, csr);

            assertThat(Est.certificate(issued)).isEqualTo(Est.certificate(later));
            assertThat(profile.enroll(device, secret, TestCsr.of(device).der()).status())
                    .as("another request with the same token")
                    .isEqualTo(202);
            await().untilAsserted(() ->
                    assertThat(tap.of(device))
                            .extracting(EventTap.Heard::type)
                            .contains("enrollment.pending", "enrollment.approved"));
        }
    }

    @Test
    void case21ARejectedDeviceIsToldSo() {
        var profile = Profile.with(Map.of("approval", "manual"));
        var device = Api.newDevice();
        var secret = profile.secret(device, Map.of());
        var csr = TestCsr.of(device).der();
        profile.enroll(device, secret, csr);

        String id = pending(device);
        decide(device, "reject").then().statusCode(200);
        var answer = profile.enroll(device, secret, csr);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("approval_rejected: ");
        assertThat(Api.lastRefusal(device)).isEqualTo("approval_rejected");
        Api.as("operator").post("/api/v1/enrollments/" + id + "/approve").then().statusCode(409);
    }

    @Test
    void withoutAnyCredentialsAPersonDecides() {
        var profile = Profile.with(Map.of("mode", "manual", "createIfMissing", true));
        var device = Api.newId();
        var csr = Base64.getEncoder().encode(TestCsr.of(device).der());
        var path = "/.well-known/est/" + profile.label() + "/simpleenroll";

        var first = Est.post(Tls.anonymous(), path, csr);
        decide(device, "approve").then().statusCode(200);
        var issued = Est.post(Tls.anonymous(), path, csr);

        assertThat(first.status()).isEqualTo(202);
        assertThat(Est.certificate(issued).getSubjectX500Principal().getName())
                .isEqualTo("O=default,CN=" + device);
    }

    @Test
    void anApprovalIsForTheDeviceThatSomebodyHasSeen() {
        var profile = Profile.with(Map.of("mode", "manual", "createIfMissing", true));
        var victim = Api.newDevice();
        var harmless = Api.newId();
        var nameless = TestCsr.of("").subject("O=nobody").der();

        assertThat(profile.enroll(harmless, "any", nameless).status()).isEqualTo(202);
        decide(harmless, "approve").then().statusCode(200);

        assertThat(profile.enroll(victim, "any", nameless).status()).isEqualTo(202);
        Api.certificates(victim).then().body("items", equalTo(List.of()));
        assertThat(profile.enroll(harmless, "any", nameless).status()).isEqualTo(200);
    }

    @Test
    void anApprovalIsForOneCertificate() {
        var profile = Profile.with(Map.of("mode", "manual", "createIfMissing", true));
        var device = Api.newId();
        var csr = TestCsr.of(device).der();
        profile.enroll(device, "any", csr);
        String id = pending(device);
        decide(device, "approve").then().statusCode(200);
        assertThat(profile.enroll(device, "any", csr).status()).isEqualTo(200);
        String fingerprint = Api.certificates(device).path("items[0].fingerprint");
        Api.as("viewer")
                .get("/api/v1/enrollments?state=ISSUED&limit=500")
                .then()
                .body(
                        "items.find { it.id == '%s' }.certificate".formatted(id),
                        equalTo(fingerprint));
        Api.revoke(fingerprint, "cessationOfOperation").then().statusCode(200);

        var again = profile.enroll(device, "any", csr);

        assertThat(again.status()).isEqualTo(403);
        assertThat(again.body()).startsWith("approval_used: ");
        Api.certificates(device).then().body("items.status", equalTo(List.of("REVOKED")));
        Api.as("operator").post("/api/v1/enrollments/" + id + "/approve").then().statusCode(200);
    }

    @Test
    void aDeviceThatIsNotThereWaitsTooAndCannotBeApproved() {
        var profile = Profile.with(Map.of("mode", "manual"));
        var device = Api.newId();
        var csr = Base64.getEncoder().encode(TestCsr.of(device).der());

        var answer =
                Est.post(
                        Tls.anonymous(),
                        "/.well-known/est/" + profile.label() + "/simpleenroll",
                        csr);

        assertThat(answer.status()).isEqualTo(202);
        decide(device, "approve").then().statusCode(409);
    }

    @Test
    void onlyThoseOfTheTenantDecide() {
        var profile = Profile.with(Map.of("approval", "manual"));
        var device = Api.newDevice();
        profile.enroll(device, profile.secret(device, Map.of()), TestCsr.of(device).der());
        var path = "/api/v1/enrollments/" + pending(device) + "/approve";

        Api.as("viewer").post(path).then().statusCode(403);
        Api.as("operator@other").post(path).then().statusCode(404);
    }

    private static Response decide(String device, String verb) {
        return Api.as("operator").post("/api/v1/enrollments/" + pending(device) + "/" + verb);
    }

    static String pending(String device) {
        return Api.as("viewer")
                .get("/api/v1/enrollments?state=PENDING&limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.deviceId == '%s' }.id".formatted(device));
    }
}
