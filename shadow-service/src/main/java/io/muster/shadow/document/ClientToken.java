// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text by which a client recognises the answers to its request. */
public record ClientToken(String value) {

    private static final int MOST_BYTES = 64;

    /** The token as bytes, the form in which requests are remembered. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the member of a request may be a token; an absent one is none and is fine. */
    static boolean legal(JsonNode member) {
        return member.isMissingNode() || read(member).isPresent();
    }

    static Optional<ClientToken> read(JsonNode member) {
        return member instanceof TextNode text
                ? Optional.of(new ClientToken(text.textValue())).filter(ClientToken::fits)
                : Optional.empty();
    }

    private boolean fits() {
        return bytes().length <= MOST_BYTES;
    }
}
