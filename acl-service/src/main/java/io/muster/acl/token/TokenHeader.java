// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.json.StrictJson;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header of a compact token, and the checks that need no key. */
record TokenHeader(String algorithm, @Nullable String keyId, String claims) {

    private static final int MAX_LENGTH = 8192;

    /** Three parts of base64url without padding or white space; five would be an encrypted one. */
    private static final Pattern COMPACT =
            Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

    /** Members that bring their own key, or change what the signature means. */
    private static final Set<String> REFUSED =
            Set.of("jku", "x5u", "jwk", "x5c", "crit", "b64", "zip", "enc", "cty");

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt");

    static Optional<TokenHeader> of(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var parts = COMPACT.matcher(token);
        return parts.matches()
                ? json(parts.group(1)).flatMap(header -> read(header, parts.group(2)))
                : Optional.empty();
    }

    private static Optional<TokenHeader> read(JsonNode header, String claims) {
        boolean acceptable =
                REFUSED.stream().noneMatch(header::has)
                        && header.path("alg").isTextual()
                        && textOrAbsent(header, "kid")
                        && textOrAbsent(header, "typ")
                        && (!header.has("typ") || TYPES.contains(type(header)));
        return acceptable
                ? Optional.of(
                        new TokenHeader(
                                header.path("alg").textValue(),
                                header.path("kid").textValue(),
                                claims))
                : Optional.empty();
    }

    private static boolean textOrAbsent(JsonNode header, String name) {
        return !header.has(name) || header.path(name).isTextual();
    }

    private static String type(JsonNode header) {
        return header.path("typ").textValue().toLowerCase(Locale.ROOT);
    }

    /** The claims, which mean nothing until the signature was verified. */
    Optional<ObjectNode> readClaims() {
        return json(claims);
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
