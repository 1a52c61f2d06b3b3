// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.identity;

import java.time.Duration;
import java.time.Instant;

/** A token with its span of life. Its text form hides the token. */
record AccessToken(String value, Instant obtained, Instant expires) {

    /**
     * A token in flight to a server whose clock runs ahead of ours must still be valid on arrival.
     */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    boolean usable(Instant now) {
        return now.isBefore(expires.minus(MARGIN));
    }

    /**
     * After two thirds of its life a token is renewed, which leaves the last third for an issuer
     * that does not answer.
     */
    boolean dueForRenewal(Instant now) {
        var life = Duration.between(obtained, expires);
        return !now.isBefore(obtained.plus(life.multipliedBy(2).dividedBy(3)));
    }

    @Override
    public String toString() {
        return "AccessToken[expires=" + expires + "]";
    }
}
