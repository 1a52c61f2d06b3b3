// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.registry.Claims;
import io.muster.registry.TestCsr;
import io.muster.registry.provisioning.BrokerClient.Answer;

/** What clients of AWS IoT's fleet provisioning say. */
final class Fleet {

    static final String CREATE = "aws/certificates/create-from-csr/";

    private Fleet() {}

    static ObjectNode csr(String device) {
        var pem = "-----BEGIN CERTIFICATE REQUEST-----\n%s\n-----END CERTIFICATE REQUEST-----\n";
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "certificateSigningRequest",
                        pem.formatted(Claims.text(TestCsr.of(device).der())));
    }

    static String token(Answer answer) {
        return answer.json().path("certificateOwnershipToken").asText();
    }

    static Answer provision(BrokerClient client, Claims claim, String token) {
        var body = JsonNodeFactory.instance.objectNode().put("certificateOwnershipToken", token);
        body.putObject("parameters").put("SerialNumber", "7");
        return client.ask(
                "aws/provisioning-templates/" + claim.label() + "/provision/json", body.toString());
    }
}
