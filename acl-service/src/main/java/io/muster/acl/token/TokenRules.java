// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import java.time.Duration;
import java.util.Set;

/**
 * What a token must be like.
 *
 * @param issuer compared exactly with the claim {@code iss}
 * @param algorithms asymmetric ones only: a shared secret would let us mint tokens
 * @param skew how far the issuer's clock may be ahead; expiry is never stretched
 * @param maxLifetime from issue (or, without {@code iat}, from now) to expiry
 */
public record TokenRules(
        String issuer,
        String audience,
        Set<String> algorithms,
        Duration skew,
        Duration maxLifetime) {

    /** What may be configured. */
    public static final Set<String> KNOWN_ALGORITHMS =
            Set.of(
                    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                    "EdDSA");

    private static final Duration LONGEST_SKEW = Duration.ofMinutes(2);

    public TokenRules {
        algorithms = Set.copyOf(algorithms);
        if (algorithms.isEmpty() || !KNOWN_ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "token algorithms must be among " + KNOWN_ALGORITHMS);
        }
        if (skew.isNegative() || skew.compareTo(LONGEST_SKEW) > 0) {
            throw new IllegalArgumentException("token skew must be at most " + LONGEST_SKEW);
        }
    }
}
