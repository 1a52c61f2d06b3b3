// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One attribute of the caller compared with what the policy wrote: {@code attr}, {@code op}. */
record Comparison(Attribute attribute, Test test) implements Check {

    /** What is asked of the attribute. */
    sealed interface Test {}

    /** It has a value, or has none. */
    record Exists(boolean wanted) implements Test {}

    /** It has a value, of which this holds. */
    record Holds(Operator operator) implements Test {}

    @Override
    public Truth test(Situation situation) {
        var actual = attribute.value(situation.caller());
        if (actual != null && actual.isNull()) {
            return Truth.UNKNOWN;
        }
        return switch (test) {
            case Exists(var wanted) -> Truth.of(wanted == (actual != null));
            case Holds(var operator) -> of(operator, actual);
        };
    }

    private static Truth of(Operator operator, @Nullable JsonNode actual) {
        return actual == null ? Truth.UNKNOWN : operator.test(actual);
    }

    @Override
    public Fact fact() {
        return attribute.fact();
    }
}
