// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a token, as far as it may say anything.
 *
 * @param type in lower case; null when there is none
 */
record TokenHeader(String algorithm, @Nullable String keyId, @Nullable String type) {

    /** Members that bring their own key, or change what the signature means. */
    private static final Set<String> REFUSED =
            Set.of("jku", "x5u", "jwk", "x5c", "crit", "b64", "zip", "enc", "cty");

    static Optional<TokenHeader> of(ObjectNode header) {
        boolean acceptable =
                REFUSED.stream().noneMatch(header::has)
                        && header.path("alg").isTextual()
                        && textOrAbsent(header, "kid")
                        && textOrAbsent(header, "typ");
        return acceptable
                ? Optional.of(
                        new TokenHeader(
                                header.path("alg").textValue(),
                                header.path("kid").textValue(),
                                lowerCase(header.path("typ").textValue())))
                : Optional.empty();
    }

    private static boolean textOrAbsent(ObjectNode header, String name) {
        return !header.has(name) || header.path(name).isTextual();
    }

    private static @Nullable String lowerCase(@Nullable String type) {
        return type == null ? null : type.toLowerCase(Locale.ROOT);
    }
}
