// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must be so of every credential, whoever brings it and in whatever form. */
final class DraftRules {

    static final int LONGEST_NAME = 256;
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\s]{1," + LONGEST_NAME + "}");

    private DraftRules() {}

    static void requireName(@Nullable String authId) {
        require(
                authId == null || NAME.matcher(authId).matches(),
                "authId has 1 to 256 characters, no white space.");
    }

    static void requireOrder(@Nullable Instant notBefore, @Nullable Instant notAfter) {
        require(
                notBefore == null || notAfter == null || notBefore.isBefore(notAfter),
                "notBefore is before notAfter.");
    }

    static void require(boolean rule, String message) {
        if (!rule) {
            throw new IllegalArgumentException(message);
        }
    }
}
