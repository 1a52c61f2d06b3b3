// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.json.StrictJson;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that has the form of a token, taken apart once. Until the signature was verified its
 * claims mean nothing, but for the one use of {@code iss}: to know whose keys would have to verify
 * it.
 */
record UnverifiedToken(String text, TokenHeader header, ObjectNode claims) {

    private static final int MAX_LENGTH = 8192;

    /** Three parts of base64url without padding or white space; five would be an encrypted one. */
    private static final Pattern COMPACT =
            Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

    static Optional<UnverifiedToken> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var parts = COMPACT.matcher(text);
        return parts.matches()
                ? json(parts.group(1))
                        .flatMap(TokenHeader::of)
                        .flatMap(header ->
                                json(parts.group(2))
                                        .map(claims -> new UnverifiedToken(text, header, claims)))
                : Optional.empty();
    }

    /** Whom it says it is from; empty text when it does not say. */
    String issuer() {
        var issuer = claims.path("iss").textValue();
        return issuer == null ? "" : issuer;
    }

    private static Optional<ObjectNode> json(String part) {
        try {
            return StrictJson.parse(Base64.getUrlDecoder().decode(part))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
