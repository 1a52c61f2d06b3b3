// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.registry.enrollment.profile.ProfileLabel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A request of AWS IoT's fleet provisioning, as its topic and payload tell. */
sealed interface FleetRequest {

    /** For a certificate. */
    record CreateFromCsr(String csr) implements FleetRequest {}

    /** For a certificate with a private key, which we do not make. */
    record CreateWithKey() implements FleetRequest {}

    /** Says that the certificate has arrived. */
    record Provision(String template, String token) implements FleetRequest {}

    /** One of these that is broken. */
    record Malformed() implements FleetRequest {}

    /** How messages are written. */
    enum Format {
        JSON,
        CBOR;

        private static final ObjectMapper MAPPER = new ObjectMapper();

        private static final Set<String> LEVELS = Set.of("json", "cbor");

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

    /**
     * Reads a request; the levels are those below the client's own. Empty for a topic that has no
     * answers: the broker would not let us publish one.
     */
    static Optional<FleetRequest> read(List<String> levels, byte[] payload) {
        if (levels.size() < 2 || !Format.LEVELS.contains(levels.getLast())) {
            return Optional.empty();
        }
        return switch (String.join("/", levels.subList(1, levels.size() - 1))) {
            case "certificates/create-from-csr" -> Optional.of(createFromCsr(levels, payload));
            case "certificates/create" -> Optional.of(new CreateWithKey());
            default -> template(levels).map(template -> provision(template, levels, payload));
        };
    }

    private static FleetRequest createFromCsr(List<String> levels, byte[] payload) {
        return Format.of(levels.getLast())
                .read(payload)
                .<FleetRequest>map(
                        json -> new CreateFromCsr(json.path("certificateSigningRequest").asText()))
                .orElseGet(Malformed::new);
    }

    private static Optional<String> template(List<String> levels) {
        return levels.size() == 5
                        && levels.get(1).equals("provisioning-templates")
                        && levels.get(3).equals("provision")
                ? ProfileLabel.parse(levels.get(2)).map(ProfileLabel::value)
                : Optional.empty();
    }

    private static FleetRequest provision(String template, List<String> levels, byte[] payload) {
        return Format.of(levels.getLast())
                .read(payload)
                .<FleetRequest>map(json ->
                        new Provision(template, json.path("certificateOwnershipToken").asText()))
                .orElseGet(Malformed::new);
    }
}
