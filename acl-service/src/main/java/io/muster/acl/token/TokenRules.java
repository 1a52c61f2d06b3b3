// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an issuer's tokens must be like.
 *
 * @param issuer compared exactly with the claim {@code iss}
 * @param algorithms asymmetric ones only: a shared secret would let us mint tokens
 * @param types the values of {@code typ} of which one is required; empty for any of those known, or
 *     none at all
 * @param skew how far the issuer's clock may be ahead; expiry is never stretched
 * @param maxLifetime from issue (or, without {@code iat}, from now) to expiry
 */
public record TokenRules(
        String issuer,
        String audience,
        Set<String> algorithms,
        Set<String> types,
        Duration skew,
        Duration maxLifetime,
        HolderRules holders) {

    /** What may be configured. */
    public static final Set<String> KNOWN_ALGORITHMS =
            Set.of(
                    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                    "EdDSA");

    /** The only types of token that are for us; an id token or a logout token is not. */
    private static final Set<String> KNOWN_TYPES = Set.of("jwt", "at+jwt");

    private static final Duration LONGEST_SKEW = Duration.ofMinutes(2);

    public TokenRules {
        algorithms = Set.copyOf(algorithms);
        types = types.stream().map(TokenRules::lowerCase).collect(Collectors.toUnmodifiableSet());
        if (algorithms.isEmpty() || !KNOWN_ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "token algorithms must be among " + KNOWN_ALGORITHMS);
        }
        if (!KNOWN_TYPES.containsAll(types)) {
            throw new IllegalArgumentException("token types must be among " + KNOWN_TYPES);
        }
        if (skew.isNegative() || skew.compareTo(LONGEST_SKEW) > 0) {
            throw new IllegalArgumentException("token skew must be at most " + LONGEST_SKEW);
        }
    }

    private static String lowerCase(String type) {
        return type.toLowerCase(Locale.ROOT);
    }

    /** Says whether a token with this header is one that we look at. */
    boolean permit(TokenHeader header) {
        var type = header.type();
        boolean rightType =
                type == null
                        ? types.isEmpty()
                        : (types.isEmpty() ? KNOWN_TYPES : types).contains(type);
        return rightType && algorithms.contains(header.algorithm());
    }
}
