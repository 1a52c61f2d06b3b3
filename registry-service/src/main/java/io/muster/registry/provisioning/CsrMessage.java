// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.registry.enrollment.csr.CsrText;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request for a certificate as a message: {@code {"csr":…,"parameters":{…}}}, or nothing but the
 * request in PEM or base64, for devices that would rather not write JSON.
 *
 * @param parameters what the sender says of itself; texts only, few and short
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, and thrown away.
record CsrMessage(byte[] csr, Map<String, String> parameters) {

    static final int MAX_BYTES = 16 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_PARAMETERS = 16;
    private static final int MAX_CHARACTERS = 256;

    CsrMessage {
        parameters = Map.copyOf(parameters);
    }

    /** Reads a message; empty when it is none. */
    static Optional<CsrMessage> read(byte[] payload, String text) {
        if (payload.length > MAX_BYTES) {
            return Optional.empty();
        }
        return text.stripLeading().startsWith("{")
                ? json(payload)
                : CsrText.decode(text).map(csr -> new CsrMessage(csr, Map.of()));
    }

    private static Optional<CsrMessage> json(byte[] payload) {
        try {
            var json = JSON.readTree(payload);
            return CsrText.decode(json.path("csr").asText())
                    .flatMap(csr ->
                            parameters(json.path("parameters"))
                                    .map(parameters -> new CsrMessage(csr, parameters)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Empty when they are too many, too long or no texts. */
    static Optional<Map<String, String>> parameters(JsonNode json) {
        var parameters = new HashMap<String, String>();
        for (var member : json.properties()) {
            boolean fits =
                    member.getValue().isTextual()
                            && member.getValue().textValue().length() <= MAX_CHARACTERS
                            && parameters.size() < MAX_PARAMETERS;
            if (!fits) {
                return Optional.empty();
            }
            parameters.put(member.getKey(), member.getValue().textValue());
        }
        return Optional.of(parameters);
    }
}
