// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProfileQuarkusTest {

    @Test
    void theDefaultIsThereForEachTenantAndMayBeChanged() {
        Api.as("viewer@other")
                .get("/api/v1/enrollment-profiles")
                .then()
                .statusCode(200)
                .body("items.label", equalTo(List.of("default")))
                .body("items[0].estLabel", equalTo("other.default"))
                .body("items[0].rules.mode", equalTo("claim-token"));
        Api.as("viewer")
                .get("/api/v1/enrollment-profiles/default")
                .then()
                .header("ETag", "\"1\"")
                .body("estLabel", equalTo("default"))
                .body("rules.approval", equalTo("auto"))
                .body("rules.keys", equalTo(List.of("p256", "p384", "ed25519", "rsa")));
    }

    @Test
    void aProfileIsMadeChangedAndRemoved() {
        var profile = Profile.with(Map.of("validity", "P30D"));

        profile.put(Map.of("validity", "P31D"))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("rules.validity", equalTo("PT744H"));
        Api.as("viewer")
                .get("/api/v1/enrollment-profiles?limit=500")
                .then()
                .body("items.label", hasItem(profile.label()))
                .body("items.label", hasItem("default"));
        Api.as("tenant-admin")
                .header("If-Match", "\"1\"")
                .body(Map.of())
                .put(profile.path())
                .then()
                .statusCode(412);
        Api.as("tenant-admin").delete(profile.path()).then().statusCode(204);
        Api.as("viewer").get(profile.path()).then().statusCode(404);
        assertThat(Est.get("/.well-known/est/" + profile.label() + "/cacerts").status())
                .isEqualTo(404);
    }

    @Test
    void theProfileOfAnotherTenantIsNotThere() {
        var profile = Profile.with(Map.of());

        Api.as("viewer@other").get(profile.path()).then().statusCode(404);
        assertThat(Est.get("/.well-known/est/other." + profile.label() + "/cacerts").status())
                .isEqualTo(404);
    }

    @Test
    void onlyAdministratorsChangeProfiles() {
        Api.as("operator")
                .body(Map.of())
                .put("/api/v1/enrollment-profiles/default")
                .then()
                .statusCode(403);
    }

    @Test
    void aModeThatIsNoneIsAnsweredWithThoseThatAre() {
        new Profile("mistaken")
                .put(Map.of("mode", "MANUALLY"))
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        startsWith("The body is not the JSON that is expected here, at mode"))
                .body("detail", containsString("claim-token, claim-certificate, ca-group"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simpleenroll", "cacerts", "csrattrs", "Upper", "a.b", "-a"})
    void aLabelIsNoOperationOfEst(String label) {
        new Profile(label).put(Map.of()).then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "mode,anything",
        "validity,a while",
        "validity,PT1S",
        "keys,rsa",
        "rsaMinBits,1024",
        "maxEnrollments,0",
        "renewGrace,P400D",
        "serverkeygen,true",
        "deviceIdTemplate,{cert.dn}",
        "issuers,none"
    })
    void aRuleThatMakesNoSenseIsRefused(String member, String value) {
        new Profile("refused").put(Map.of(member, value)).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/est/%s/simpleenroll", "/%s/.well-known/est/simpleenroll"})
    void case63BothFormsOfALabelEnrollOnItsTerms(String form) {
        var profile = Profile.with(Map.of("validity", "P10D"));
        var device = Api.newDevice();

        var answer =
                Est.post(
                        Tls.anonymous(),
                        form.formatted(profile.label()),
                        Base64.getEncoder().encode(TestCsr.of(device).der()),
                        Est.basic(device, profile.secret(device, Map.of())));

        assertThat(Est.certificate(answer).getNotAfter().toInstant())
                .isCloseTo(Instant.now().plus(Duration.ofDays(10)), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void aTokenOfOneProfileIsNoneOfAnother() {
        var device = Api.newDevice();
        var secret = Profile.with(Map.of()).secret(device, Map.of());

        assertThat(Est.enroll(device, secret, TestCsr.of(device).der()).status()).isEqualTo(401);
    }

    @Test
    void case16KeysThatTheProfileLeavesOutAreForbidden() {
        var profile = Profile.with(Map.of("keys", List.of("ed25519")));
        var device = Api.newDevice();
        var secret = profile.secret(device, Map.of());

        var p256 = profile.enroll(device, secret, TestCsr.of(device).der());
        var ed25519 =
                profile.enroll(
                        device,
                        secret,
                        TestCsr.of(device).keys(TestKeys.ed25519(), "Ed25519").der());

        assertThat(p256.status()).isEqualTo(400);
        assertThat(p256.body()).startsWith("key_alg_forbidden: ");
        assertThat(Est.certificate(ed25519).getSigAlgName()).isEqualTo("SHA256withECDSA");
    }

    @Test
    void aProfileMayAddDevices() {
        var profile = Profile.with(Map.of("createIfMissing", true));
        var device = Api.newId();

        var answer =
                profile.enroll(device, profile.secret(device, Map.of()), TestCsr.of(device).der());

        assertThat(answer.status()).isEqualTo(200);
        Api.get(device).then().statusCode(200).body("state", equalTo("ENROLLED"));
    }

    @Test
    void aProfileSaysWhatTheDevicesAreThatItAdds() {
        var type = "type-" + UUID.randomUUID();
        Api.as("operator").body("{}").put("/api/v1/device-types/" + type).then().statusCode(200);
        var path = "/" + type;
        Api.as("operator").body(Map.of("path", path)).post("/api/v1/groups").then().statusCode(201);
        var profile =
                Profile.with(
                        Map.of(
                                "createIfMissing",
                                true,
                                "typeId",
                                type,
                                "groups",
                                List.of(path, "/gone-" + type),
                                "tags",
                                List.of("field")));
        var device = Api.newId();

        try (var tap = EventTap.open()) {
            var secret = profile.secret(device, Map.of());
            assertThat(profile.enroll(device, secret, TestCsr.of(device).der()).status())
                    .isEqualTo(200);

            Api.get(device)
                    .then()
                    .body("type", equalTo(type))
                    .body("tags", contains("field"))
                    .body("groups", contains(path));
            await().untilAsserted(() ->
                    assertThat(tap.of(device).stream().map(EventTap.Heard::type))
                            .containsSubsequence("device.created", "group.member.added"));
        }
        Api.as("viewer").get(profile.path()).then().body("rules.typeId", equalTo(type));
    }

    @Test
    void aProfileWhoseTypeIsGoneAddsNoDevice() {
        var profile =
                Profile.with(
                        Map.of("createIfMissing", true, "typeId", "gone-" + UUID.randomUUID()));
        var device = Api.newId();

        var answer =
                profile.enroll(device, profile.secret(device, Map.of()), TestCsr.of(device).der());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("profile_closed: ");
        Api.get(device).then().statusCode(404);
    }

    @Test
    void case13AnIdThatWouldBeATopicFilterBecomesNoDevice() {
        var profile = Profile.with(Map.of("createIfMissing", true));
        var secret = profile.secret(Map.of("pattern", "*"));

        var filter =
                TestCsr.of("any")
                        .subject(
                                new X500NameBuilder()
                                        .addRDN(BCStyle.CN, new DERUTF8String("a/+/#"))
                                        .build())
                        .der();

        var user = profile.enroll("a/+/#", secret, filter);
        var name = profile.enroll(Api.newId(), secret, filter);

        assertThat(user.status()).isEqualTo(401);
        assertThat(name.status()).isEqualTo(403);
        assertThat(name.body()).startsWith("csr_subject_mismatch: ");
    }

    @Test
    void aRefusalLeavesNoDeviceBehind() {
        var profile = Profile.with(Map.of("createIfMissing", true));
        var keys = TestKeys.p256();
        var first = Api.newId();
        var second = Api.newId();
        var secret = profile.secret(Map.of("pattern", "*", "maxUses", 2));
        profile.enroll(first, secret, TestCsr.of(first).keys(keys).der());

        var answer = profile.enroll(second, secret, TestCsr.of(second).keys(keys).der());

        assertThat(answer.body()).startsWith("key_reuse: ");
        Api.get(second).then().statusCode(404);
    }

    @Test
    void aTokenForSeveralDevicesTakesNoneOverThatHasEnrolled() {
        var profile = Profile.with(Map.of("createIfMissing", true));
        var secret = profile.secret(Map.of("pattern", "*", "maxUses", 5));
        var device = Api.newId();
        assertThat(profile.enroll(device, secret, TestCsr.of(device).der()).status())
                .isEqualTo(200);

        var other = profile.enroll(device, secret, TestCsr.of(device).der());

        assertThat(other.status()).isEqualTo(403);
        assertThat(other.body()).startsWith("invalid_state: ");
        Api.as("operator")
                .post("/api/v1/devices/" + device + "/allow-reenroll")
                .then()
                .statusCode(204);
        assertThat(profile.enroll(device, secret, TestCsr.of(device).der()).status())
                .isEqualTo(200);
    }

    @Test
    void namesMayBeIgnored() {
        var profile = Profile.with(Map.of("subjectPolicy", "ignore"));
        var device = Api.newDevice();

        var answer =
                profile.enroll(
                        device, profile.secret(device, Map.of()), TestCsr.of("factory").der());

        assertThat(Est.certificate(answer).getSubjectX500Principal().getName())
                .isEqualTo("O=default,CN=" + device);
    }

    @Test
    void thereAreNoMoreCertificatesThanTheMaximum() {
        var profile = Profile.with(Map.of("maxEnrollments", 1, "createIfMissing", true));
        var secret = profile.secret(Map.of("pattern", "*", "maxUses", 5));
        var first = Api.newId();
        var second = Api.newId();

        var issued = profile.enroll(first, secret, TestCsr.of(first).der());
        var refused = profile.enroll(second, secret, TestCsr.of(second).der());

        assertThat(issued.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).startsWith("quota_exceeded: ");
        Api.as("viewer").get(profile.path()).then().body("issued", equalTo(1));
    }

    @Test
    void aProfileEnds() {
        var profile = Profile.with(Map.of("notAfter", Instant.now().minusSeconds(1).toString()));
        var device = Api.newDevice();

        var answer =
                profile.enroll(device, profile.secret(device, Map.of()), TestCsr.of(device).der());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).startsWith("profile_closed: ");
    }

    @Test
    void aProfileMayAskForLines() {
        var profile = Profile.with(Map.of("wire", "mime"));

        assertThat(Est.get("/" + profile.label() + "/.well-known/est/cacerts").body().lines())
                .hasSizeGreaterThan(5);
    }
}
