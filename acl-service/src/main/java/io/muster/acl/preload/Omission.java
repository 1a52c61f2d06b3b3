// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.preload;

import io.muster.acl.decision.Action;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says about one action and a broker can't be told.
 *
 * @param rule {@code policy/rule}
 * @param filter the rule's resource as it is for this client
 * @param by the rule that speaks against it, when it is {@link Cause#OPPOSED}
 */
public record Omission(
        String rule,
        boolean denies,
        Action action,
        String filter,
        Cause cause,
        @Nullable String by) {

    /** Why it is left out. */
    public enum Cause {
        /** The broker asks nobody about this action. */
        NOT_ASKED,
        /**
         * It depends on the message, the time or the registry, or reaches over the tenant's wall.
         */
        CONDITIONAL,
        /** The broker would take its text for more than a filter, such as for a placeholder. */
        PLACEHOLDER,
        /** The broker compares topics with it otherwise than we do. */
        COMPARED_OTHERWISE,
        /** A rule that denies, which the broker can't be told, has topics in common with it. */
        OPPOSED,
        /** There are more rules than a connection should hold, so that all are left out. */
        TOO_MANY;

        /** The name in answers. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Omission of(Part part, Cause cause, @Nullable String by) {
        var rule = part.rule();
        return new Omission(rule.id(), rule.denies(), part.action(), rule.filter(), cause, by);
    }
}
