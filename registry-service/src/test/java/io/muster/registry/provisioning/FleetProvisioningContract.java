// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.registry.Api;
import io.muster.registry.Claims;
import io.muster.registry.TestCsr;
import io.muster.registry.provisioning.BrokerClient.Answer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AWS IoT's fleet provisioning, each client below topics of its own, over whatever broker. */
abstract class FleetProvisioningContract {

    private static final String CREATE = "aws/certificates/create-from-csr/";
    private static final String EXPIRE =
            "UPDATE ownership_token SET expires_at = now() - interval '1 second' WHERE device_id = $1";

    @Inject Pool pool;
    @Inject Unowned unowned;

    private static ObjectNode csr(String device) {
        var pem = "-----BEGIN CERTIFICATE REQUEST-----\n%s\n-----END CERTIFICATE REQUEST-----\n";
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "certificateSigningRequest",
                        pem.formatted(Claims.text(TestCsr.of(device).der())));
    }

    private static String token(Answer answer) {
        return answer.json().path("certificateOwnershipToken").asText();
    }

    private static Answer provision(BrokerClient client, Claims claim, String token) {
        var body = JsonNodeFactory.instance.objectNode().put("certificateOwnershipToken", token);
        body.putObject("parameters").put("SerialNumber", "7");
        return client.ask(
                "aws/provisioning-templates/" + claim.label() + "/provision/json", body.toString());
    }

    @Test
    void case49AClaimClientGetsItsCertificateAndItsThing() {
        var claim = Claims.any();
        var id = Api.newId();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            var created = client.ask(CREATE + "json", csr(id).toString());
            var provisioned = provision(client, claim, token(created));
            var again = provision(client, claim, token(created));

            assertThat(created.rest()).isEqualTo(CREATE + "json/accepted");
            assertThat(token(created)).matches("[0-9a-f]{64}");
            assertThat(created.json().path("certificateId").asText())
                    .isEqualTo(Api.certificates(id).path("items[0].fingerprint"));
            assertThat(provisioned.json().path("thingName").asText()).isEqualTo(id);
            assertThat(provisioned.json().path("deviceConfiguration").isObject()).isTrue();
            assertThat(again.json()).as("redelivered").isEqualTo(provisioned.json());
        }
    }

    @Test
    void case49TheSameInCbor() {
        var claim = Claims.any();
        var id = Api.newId();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            var created = Cbor.read(client.ask(CREATE + "cbor", Cbor.write(csr(id))).payload());
            var token = created.orElseThrow().path("certificateOwnershipToken").asText();
            var body =
                    JsonNodeFactory.instance.objectNode().put("certificateOwnershipToken", token);

            var provisioned =
                    client.ask(
                            "aws/provisioning-templates/" + claim.label() + "/provision/cbor",
                            Cbor.write(body));

            assertThat(Cbor.read(provisioned.payload()).orElseThrow().path("thingName").asText())
                    .isEqualTo(id);
        }
    }

    @Test
    void case49ATokenIsGoodForTheClientThatGotItOnly() {
        var claim = Claims.any();
        var other = Claims.any();
        try (var client = BrokerClient.holder(claim.holder("a"));
                var neighbour = BrokerClient.holder(claim.holder("b"));
                var stranger = BrokerClient.holder(other.holder("a"))) {
            var token = token(client.ask(CREATE + "json", csr(Api.newId()).toString()));

            for (var answer :
                    List.of(
                            provision(neighbour, claim, token),
                            provision(stranger, other, token),
                            provision(client, claim, "0".repeat(64)))) {
                assertThat(answer.rest()).endsWith("/provision/json/rejected");
                assertThat(answer.json().path("statusCode").asInt()).isEqualTo(403);
                assertThat(answer.json().path("errorCode").asText())
                        .isEqualTo("InvalidCertificateOwnershipToken");
            }
            assertThat(provision(client, other, token).json().path("statusCode").asInt())
                    .isEqualTo(404);
            assertThat(provision(client, claim, token).rest()).endsWith("/accepted");
        }
    }

    @Test
    void case49NobodyElseMakesPrivateKeys() {
        var claim = Claims.any();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            var answer = client.ask("aws/certificates/create/json", "{}");

            assertThat(answer.rest()).isEqualTo("aws/certificates/create/json/rejected");
            assertThat(answer.json().path("statusCode").asInt()).isEqualTo(403);
        }
    }

    @Test
    void case50TwoClientsOfOneClaimHearTheirOwnAnswersOnly() {
        var claim = Claims.any();
        var firstId = Api.newId();
        var secondId = Api.newId();
        try (var first = BrokerClient.holder(claim.holder("a"));
                var second = BrokerClient.holder(claim.holder("b"))) {
            first.send(CREATE + "json", csr(firstId).toString().getBytes(StandardCharsets.UTF_8));
            second.send(CREATE + "json", csr(secondId).toString().getBytes(StandardCharsets.UTF_8));

            var toFirst = first.next();
            var toSecond = second.next();

            assertThat(toFirst.json().path("certificateId").asText())
                    .isEqualTo(Api.certificates(firstId).path("items[0].fingerprint"));
            assertThat(toSecond.json().path("certificateId").asText())
                    .isEqualTo(Api.certificates(secondId).path("items[0].fingerprint"));
            assertThat(first.heardMore()).isFalse();
            assertThat(second.heardMore()).isFalse();
        }
    }

    @Test
    void aCertificateThatNobodyOwnsUpToIsRevokedAndTheDeviceMayComeAgain() {
        var claim = Claims.any();
        var id = Api.newId();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            var token = token(client.ask(CREATE + "json", csr(id).toString()));
            expire(id);

            assertThat(provision(client, claim, token).rest()).endsWith("/rejected");
            unowned.endOverdue().await().atMost(Duration.ofSeconds(20));

            assertThat(Api.certificates(id).<List<String>>path("items.status"))
                    .containsExactly("REVOKED");
            assertThat(client.ask(CREATE + "json", csr(id).toString()).rest())
                    .endsWith("/accepted");
        }
    }

    @Test
    void aCertificateThatWasOwnedUpToStaysGoodHoweverOftenItsRequestComes() {
        var claim = Claims.any();
        var id = Api.newId();
        var csr = csr(id).toString();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            provision(client, claim, token(client.ask(CREATE + "json", csr)));
            expire(id);
            unowned.endOverdue().await().atMost(Duration.ofSeconds(20));

            var again = client.ask(CREATE + "json", csr);
            assertThat(provision(client, claim, token(again)).rest()).endsWith("/accepted");
            expire(id);
            unowned.endOverdue().await().atMost(Duration.ofSeconds(20));

            assertThat(Api.certificates(id).<List<String>>path("items.status"))
                    .containsExactly("ACTIVE");
        }
    }

    @Test
    void aSuspendedDeviceIsNotLetInAgain() {
        var claim = Claims.any();
        var id = Api.newId();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            client.ask(CREATE + "json", csr(id).toString());
            Api.as("operator").post("/api/v1/devices/" + id + "/suspend").then().statusCode(204);
            expire(id);
            unowned.endOverdue().await().atMost(Duration.ofSeconds(20));
            Api.as("operator").post("/api/v1/devices/" + id + "/resume").then().statusCode(204);

            assertThat(Api.certificates(id).<List<String>>path("items.status"))
                    .containsExactly("REVOKED");
            assertThat(client.ask(CREATE + "json", csr(id).toString()).rest())
                    .endsWith("/rejected");
        }
    }

    private void expire(String device) {
        pool.preparedQuery(EXPIRE).execute(Tuple.of(device)).await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void whatIsNoRequestIsRejected() {
        var claim = Claims.any();
        try (var client = BrokerClient.holder(claim.holder("a"))) {
            for (var payload : List.of("", "[]", "{", "{\"certificateSigningRequest\":7}")) {
                var answer = client.ask(CREATE + "json", payload);
                assertThat(answer.json().path("statusCode").asInt()).isEqualTo(400);
            }
        }
    }
}
