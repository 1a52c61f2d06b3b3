// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import org.jspecify.annotations.Nullable;

/** The answer to one question. */
public sealed interface Decision {

    /** Shorthand of the commonest refusal. */
    static Decision deny(Reason reason) {
        return new Deny(reason, null);
    }

    /** Says whether the client may. */
    default boolean allowed() {
        return this instanceof Allow;
    }

    /** The rule that decided, named {@code policy/rule}; null when none did. */
    @Nullable String rule();

    /** Allowed by this rule, named {@code policy/rule}. */
    record Allow(String rule) implements Decision {}

    /** Refused; by this rule, where a rule said so. */
    record Deny(Reason reason, @Nullable String rule) implements Decision {}
}
