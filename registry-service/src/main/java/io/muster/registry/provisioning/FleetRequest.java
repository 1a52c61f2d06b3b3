// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A request of AWS IoT's fleet provisioning, as its topic and payload tell. */
sealed interface FleetRequest {

    /** For a certificate. */
    record CreateFromCsr(String csr) implements FleetRequest {}

    /** For a certificate with a private key, which we do not make. */
    record CreateWithKey() implements FleetRequest {}

    /** Says that the certificate has arrived. */
    record Provision(String template, String token) implements FleetRequest {}

    /** Something else, or broken. */
    record Malformed() implements FleetRequest {}

    /** How messages are written. */
    enum Format {
        JSON,
        CBOR;

        private static final ObjectMapper MAPPER = new ObjectMapper();

        static Format of(String level) {
            return level.equals("cbor") ? CBOR : JSON;
        }

        Optional<ObjectNode> read(byte[] payload) {
            if (payload.length > CsrMessage.MAX_BYTES) {
                return Optional.empty();
            }
            if (this == CBOR) {
                return Cbor.read(payload);
            }
            try {
                return MAPPER.readTree(payload) instanceof ObjectNode object
                        ? Optional.of(object)
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        byte[] write(ObjectNode answer) {
            return this == CBOR
                    ? Cbor.write(answer)
                    : answer.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Reads a request; the levels are those below the client's own. */
    static FleetRequest read(List<String> levels, byte[] payload) {
        var format = Format.of(levels.getLast());
        if (levels.size() == 4 && levels.get(1).equals("certificates")) {
            return levels.get(2).equals("create-from-csr")
                    ? format.read(payload)
                            .<FleetRequest>map(json ->
                                    new CreateFromCsr(
                                            json.path("certificateSigningRequest").asText()))
                            .orElseGet(Malformed::new)
                    : new CreateWithKey();
        }
        return levels.size() == 5
                ? format.read(payload)
                        .<FleetRequest>map(json ->
                                new Provision(
                                        levels.get(2),
                                        json.path("certificateOwnershipToken").asText()))
                        .orElseGet(Malformed::new)
                : new Malformed();
    }
}
