// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of a profile within its tenant; a segment of EST's paths. */
public record ProfileLabel(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** With one of these as a label, a path without a label could not be told from one with it. */
    private static final Set<String> OPERATIONS =
            Set.of(
                    "cacerts",
                    "simpleenroll",
                    "simplereenroll",
                    "fullcmc",
                    "serverkeygen",
                    "csrattrs",
                    "tpmenroll");

    /** The profile that each tenant has; below what its making needs. */
    public static final ProfileLabel DEFAULT = new ProfileLabel("default");

    /** Throws for what can't be a label. */
    public ProfileLabel {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("not a label");
        }
    }

    /** Reads a label that came from outside; empty when it can't be one. */
    public static Optional<ProfileLabel> parse(String text) {
        return wellFormed(text) ? Optional.of(new ProfileLabel(text)) : Optional.empty();
    }

    private static boolean wellFormed(String text) {
        return GRAMMAR.matcher(text).matches() && !OPERATIONS.contains(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
