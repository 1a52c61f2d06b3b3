// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import static io.muster.registry.provisioning.Fleet.CREATE;
import static io.muster.registry.provisioning.Fleet.csr;
import static io.muster.registry.provisioning.Fleet.provision;
import static io.muster.registry.provisioning.Fleet.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.registry.Api;
import io.muster.registry.Claims;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AWS IoT's fleet provisioning, each client below topics of its own, over whatever broker. */
abstract class FleetProvisioningContract {

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
