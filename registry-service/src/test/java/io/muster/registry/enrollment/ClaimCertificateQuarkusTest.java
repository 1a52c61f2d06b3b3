// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.muster.registry.Api;
import io.muster.registry.Claims;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Certificates that devices of a batch share until each has one of its own. */
@QuarkusTest
class ClaimCertificateQuarkusTest {

    private static Answer enroll(Claims claim, String device) {
        return enroll(claim, TestCsr.of(device).der());
    }

    private static Answer enroll(Claims claim, byte[] csr) {
        return Est.post(
                claim.tls(),
                "/.well-known/est/" + claim.label() + "/simpleenroll",
                Base64.getEncoder().encode(csr));
    }

    @Test
    void itNamesItselfAndNoDevice() throws Exception {
        var claim = Claims.any();

        var certificate = Tls.decode(claim.pem().getBytes(StandardCharsets.US_ASCII));

        assertThat(claim.prefix()).matches("claim-[0-9a-f]{32}");
        assertThat(certificate.getSubjectX500Principal().getName())
                .isEqualTo("O=default,CN=" + claim.prefix());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(6, "urn:claim:default:" + claim.prefix()));
    }

    @Test
    void itsHoldersEnrollAsManyDevicesAsItIsFor() {
        var claim = Claims.with(Map.of(), Map.of("maxUses", 2));
        var csr = TestCsr.of(Api.newId()).der();

        assertThat(enroll(claim, csr).status()).isEqualTo(200);
        assertThat(enroll(claim, csr).status()).as("the same again").isEqualTo(200);
        assertThat(enroll(claim, Api.newId()).status()).isEqualTo(200);
        assertThat(enroll(claim, Api.newId()).status()).isEqualTo(401);
        Api.as("viewer")
                .get(Claims.path(claim.label()) + "/claim-certificates")
                .then()
                .body("items", hasSize(1))
                .body("items[0].uses", equalTo(2))
                .body("items[0].maxUses", equalTo(2));
        Api.as("viewer")
                .get(Claims.path(claim.label()) + "/tokens")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void itDoesNotTakeTheDeviceOfAnother() {
        var claim = Claims.any();
        var device = Api.newId();
        assertThat(enroll(claim, device).status()).isEqualTo(200);

        assertThat(enroll(claim, device).status()).isEqualTo(403);
        assertThat(Api.lastRefusal(device)).isEqualTo("invalid_state");
    }

    @Test
    void itIsForTheDevicesOfItsPatternOnly() {
        var claim = Claims.with(Map.of(), Map.of("pattern", "pump-*"));

        var answer = enroll(claim, Api.newId());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("csr_subject_mismatch: ");
    }

    @Test
    void itIsGoodInItsProfileOnly() {
        var claim = Claims.any();
        var other = Claims.any();

        var answer =
                Est.post(
                        claim.tls(),
                        "/.well-known/est/" + other.label() + "/simpleenroll",
                        Base64.getEncoder().encode(TestCsr.of(Api.newId()).der()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(enroll(claim, Api.newId()).status()).isEqualTo(200);
    }

    @Test
    void itRenewsNothing() {
        var claim = Claims.any();

        assertThat(Est.renew(claim.tls(), TestCsr.of(claim.prefix()).der()).status())
                .isEqualTo(403);
    }

    @Test
    void whatWasTakenBackIsGoodForNothingAndOthersHearOfIt() {
        try (var tap = EventTap.open()) {
            var claim = Claims.any();

            Api.as("operator").delete(claim.path()).then().statusCode(204);
            Api.as("operator").delete(claim.path()).then().statusCode(204);

            assertThat(enroll(claim, Api.newId()).status()).isEqualTo(403);
            await().untilAsserted(() ->
                    assertThat(
                                    tap.heard().stream()
                                            .filter(it ->
                                                    it.data()
                                                            .path("claim")
                                                            .asText()
                                                            .equals(claim.prefix()))
                                            .map(EventTap.Heard::type))
                            .containsExactly("claim.issued", "claim.revoked"));
        }
    }

    @Test
    void onlyWhoMayMakesOneAndOnlyWhereTheProfileTakesThem() {
        Claims.create("default", TestKeys.p256(), Map.of()).then().statusCode(400);
        var claim = Claims.any();
        Api.as("operator")
                .body(Map.of("csr", Claims.text(TestCsr.of("x").der())))
                .post(Claims.path(claim.label()) + "/claim-certificates")
                .then()
                .statusCode(403);
        Api.as("security-admin")
                .body(Map.of("csr", "none"))
                .post(Claims.path(claim.label()) + "/claim-certificates")
                .then()
                .statusCode(400);
    }

    @Test
    void aRequestThatIsRepeatedMakesOneClaim() {
        var claim = Claims.any();
        var body = Map.of("csr", Claims.text(TestCsr.of("x").der()));
        var path = Claims.path(claim.label()) + "/claim-certificates";

        var first =
                Api.as("security-admin")
                        .header("Idempotency-Key", claim.id())
                        .body(body)
                        .post(path);
        var again =
                Api.as("security-admin")
                        .header("Idempotency-Key", claim.id())
                        .body(body)
                        .post(path);

        first.then().statusCode(201);
        again.then().statusCode(201);
        assertThat(again.<String>path("id")).isEqualTo(first.<String>path("id"));
    }
}
