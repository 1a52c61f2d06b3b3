// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.topic;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a tenant. It becomes a level of topics and a part of keys, so its alphabet is narrow
 * on purpose and nothing else is accepted from any source.
 */
public record TenantId(String value) implements Comparable<TenantId> {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public TenantId {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("not a tenant id");
        }
    }

    /** Reads an id that came from outside; empty when it breaks the grammar. */
    public static Optional<TenantId> parse(String text) {
        return wellFormed(text) ? Optional.of(new TenantId(text)) : Optional.empty();
    }

    private static boolean wellFormed(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
