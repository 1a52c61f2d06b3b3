// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.registry.Api;
import io.muster.registry.Claims;
import io.muster.registry.Est;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same path to a certificate, over a broker and for operators. */
@QuarkusTest
class BrokerEnrollmentQuarkusTest {

    private static final String ASK = "enroll/csr";
    private static final String AWS = "aws/certificates/create-from-csr/json";
    private static final String RENEW = "cert/renew";

    private static String request(byte[] csr, Map<String, String> parameters) {
        var json = JsonNodeFactory.instance.objectNode().put("csr", Claims.text(csr));
        var members = json.putObject("parameters");
        parameters.forEach(members::put);
        return json.toString();
    }

    @Test
    void aHolderOfAClaimGetsACertificateOfItsOwn() {
        var claim = Claims.any();
        var id = Api.newId();
        var csr = TestCsr.of(id).der();
        try (var client = BrokerClient.holder(claim.holder("pump"))) {
            var answer = client.ask(ASK, request(csr, Map.of()));
            var again = client.ask(ASK, request(csr, Map.of()));

            assertThat(answer.rest()).isEqualTo("enroll/csr/accepted");
            assertThat(answer.json().path("deviceId").asText()).isEqualTo(id);
            assertThat(again.json()).as("redelivered").isEqualTo(answer.json());
            var pem = answer.json().path("certificate").asText();
            assertThat(
                            Tls.decode(pem.getBytes(StandardCharsets.US_ASCII))
                                    .getSubjectX500Principal()
                                    .getName())
                    .isEqualTo("O=default,CN=" + id);
            assertThat(answer.json().path("chain").asText()).startsWith("-----BEGIN CERT");
        }
        Api.certificates(id).then().body("items", hasSize(1));
    }

    @Test
    void theIdMayComeFromAParameter() {
        var claim =
                Claims.with(
                        Map.of(
                                "deviceIdTemplate",
                                "pump-{param.SerialNumber}",
                                "subjectPolicy",
                                "ignore"),
                        Map.of());
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            var serial = claim.id().substring(0, 8);
            var csr = TestCsr.of("anything").der();

            var answer = client.ask(ASK, request(csr, Map.of("SerialNumber", serial)));
            var injected = client.ask(ASK, request(csr, Map.of("SerialNumber", "+/#")));

            assertThat(answer.json().path("deviceId").asText()).isEqualTo("pump-" + serial);
            assertThat(injected.json().path("code").asText()).isEqualTo("csr_subject_mismatch");
        }
    }

    @Test
    void whoComesTooSoonIsToldWhenToComeBack() {
        var claim = Claims.any();
        var id = Api.newId();
        quota("0");
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            var refused = refusal(client);
            var aws = client.ask(AWS, awsRequest(id)).json();

            assertThat(refused.path("code").asText()).isEqualTo("rate_limited");
            assertThat(refused.path("retryAfter").asInt()).isEqualTo(60);
            assertThat(aws.path("statusCode").asInt()).isEqualTo(429);
            assertThat(aws.path("errorCode").asText()).isEqualTo("rate_limited");
            quota("null");
            await().untilAsserted(() -> {
                var answer = client.ask(ASK, request(TestCsr.of(id).der(), Map.of()));
                assertThat(answer.rest()).isEqualTo("enroll/csr/accepted");
            });
        } finally {
            quota("null");
        }
    }

    /** A quota that is changed holds within a second. */
    private static JsonNode refusal(BrokerClient client) {
        return await().until(
                        () -> {
                            var csr = TestCsr.of(Api.newId()).der();
                            return client.ask(ASK, request(csr, Map.of()));
                        },
                        answer -> answer.rest().equals("enroll/csr/rejected"))
                .json();
    }

    private static String awsRequest(String device) {
        var pem = "-----BEGIN CERTIFICATE REQUEST-----\n%s\n-----END CERTIFICATE REQUEST-----\n";
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "certificateSigningRequest",
                        pem.formatted(Claims.text(TestCsr.of(device).der())))
                .toString();
    }

    /** Of the tenant of all holders of claims. */
    private static void quota(String perMinute) {
        Api.as("platform-admin")
                .header("If-Match", "*")
                .body("{\"quotas\":{\"enrollmentsPerMinute\":" + perMinute + "}}")
                .patch("/api/v1/tenants/default")
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsNoRequestIsRejected() {
        var claim = Claims.any();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            for (var payload :
                    new String[] {"", "{}", "{\"csr\":1}", "x".repeat(20_000), "{", "AAAA"}) {
                var answer = client.ask(ASK, payload);
                assertThat(answer.rest()).isEqualTo("enroll/csr/rejected");
                assertThat(answer.json().path("code").asText()).isEqualTo("csr_malformed");
            }
        }
    }

    @Test
    void aClaimThatIsUnknownOrTakenBackGetsNothing() {
        var claim = Claims.any();
        Api.as("operator").delete(claim.path()).then().statusCode(204);
        for (var holder :
                new String[] {claim.holder("a"), "claim-0123456789abcdef0123456789abcdef-a"}) {
            try (var client = BrokerClient.holder(holder)) {
                var answer = client.ask(ASK, request(TestCsr.of(Api.newId()).der(), Map.of()));
                assertThat(answer.json().path("code").asText())
                        .isEqualTo("not_current_certificate");
            }
        }
    }

    @Test
    void aClaimThatIsTiedToNetworksIsNoGoodWhereNobodyKnowsTheAddress() {
        var claim = Claims.with(Map.of(), Map.of("networks", new String[] {"127.0.0.0/8"}));
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            var answer = client.ask(ASK, request(TestCsr.of(Api.newId()).der(), Map.of()));
            assertThat(answer.json().path("code").asText()).isEqualTo("token_scope");
        }
    }

    @Test
    void aPersonMayHaveToDecide() {
        var claim = Claims.with(Map.of("approval", "manual"), Map.of());
        var csr = TestCsr.of(Api.newId()).der();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            var answer = client.ask(ASK, request(csr, Map.of()));

            assertThat(answer.json().path("code").asText()).isEqualTo("approval_pending");
            assertThat(answer.json().path("retryAfter").asInt()).isPositive();
        }
    }

    @Test
    void aDeviceRenewsOverItsSession() {
        var device = Api.newDevice();
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        try (var client = BrokerClient.device(device)) {
            var csr = TestCsr.of(device).der();

            var answer = client.ask(RENEW, request(csr, Map.of()));
            var again = client.ask(RENEW, Claims.text(csr));
            var other = client.ask(RENEW, request(TestCsr.of("other").der(), Map.of()));

            assertThat(answer.rest()).isEqualTo("cert/renew/accepted");
            assertThat(again.json()).as("redelivered").isEqualTo(answer.json());
            assertThat(other.json().path("code").asText()).isEqualTo("csr_subject_mismatch");
        }
        Api.certificates(device).then().body("items.status", equalTo(List.of("ACTIVE", "ACTIVE")));
    }

    @Test
    void whoHasNothingRenewsNothing() {
        var device = Api.newDevice();
        try (var client = BrokerClient.device(device)) {
            var answer = client.ask(RENEW, request(TestCsr.of(device).der(), Map.of()));

            assertThat(answer.rest()).isEqualTo("cert/renew/rejected");
            assertThat(answer.json().path("code").asText()).isEqualTo("not_current_certificate");
        }
    }

    @Test
    void anOperatorOrdersACertificate() {
        var device = Api.newDevice();
        var csr = Claims.text(TestCsr.of(device).der());
        var path = "/api/v1/devices/" + device + "/certificates";

        var first = Api.as("operator").body(Map.of("csr", csr)).post(path);
        var again = Api.as("operator").body(Map.of("csr", csr)).post(path);

        first.then().statusCode(201);
        assertThat(again.<String>path("fingerprint")).isEqualTo(first.path("fingerprint"));
        Api.certificates(device).then().body("items", hasSize(1));
        Api.as("viewer").body(Map.of("csr", csr)).post(path).then().statusCode(403);
        Api.as("operator").body(Map.of("csr", "x")).post(path).then().statusCode(400);
        Api.as("operator")
                .body(Map.of("csr", Claims.text(TestCsr.of("other").der())))
                .post(path)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:muster:problem:csr-subject-mismatch"));
        Api.as("operator")
                .body(Map.of("csr", csr))
                .post("/api/v1/devices/" + Api.newId() + "/certificates")
                .then()
                .statusCode(404);
    }
}
