// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one of a device's shadows. The classic, unnamed shadow of the AWS protocol is the one
 * called {@code default}.
 */
public record ShadowName(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z0-9:_-]{1,64}");

    public ShadowName {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("not a shadow name");
        }
    }

    /** Reads a name that came from outside; empty when it breaks the grammar. */
    public static Optional<ShadowName> parse(String text) {
        return wellFormed(text) ? Optional.of(new ShadowName(text)) : Optional.empty();
    }

    private static boolean wellFormed(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
