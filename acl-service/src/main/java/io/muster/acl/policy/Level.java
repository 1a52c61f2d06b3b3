// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import org.jspecify.annotations.Nullable;

/** One level of a rule's resource. */
sealed interface Level {

    /** This text. */
    record Literal(String text) implements Level {}

    /** {@code +}. */
    record One() implements Level {}

    /** {@code #}, and it is the last. */
    record Rest() implements Level {}

    /** What a caller's values make of it. */
    record Filled(Template template) implements Level {}

    /**
     * What is left of a level whose variable has no value for a caller. It makes a rule that allows
     * match nothing; in a rule that denies it matches any level, also the broker's own.
     */
    record Anything() implements Level {}

    /** The text for this caller; no value may make the first level one of the broker's own. */
    static @Nullable String text(Template template, Caller caller, boolean first) {
        var text = template.render(caller);
        return first && text != null && text.startsWith("$") ? null : text;
    }
}
