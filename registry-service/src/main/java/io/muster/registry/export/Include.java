// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import io.muster.platform.problem.Problems;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an export has besides the descriptions of devices, in the order of its columns. */
enum Include {
    GROUPS,
    GATEWAYS,
    CREDENTIALS;

    private static final Pattern COMMA = Pattern.compile(",");

    /** What a list of words names; a 400 problem when one is unknown. */
    static Set<Include> parse(@Nullable String words) {
        var all = EnumSet.noneOf(Include.class);
        if (words != null) {
            COMMA.splitAsStream(words).map(Include::of).forEach(all::add);
        }
        return all;
    }

    private static Include of(String word) {
        for (var include : values()) {
            if (include.word().equals(word)) {
                return include;
            }
        }
        throw Problems.invalid("include is some of groups, gateways and credentials.");
    }

    /** The member of a line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
