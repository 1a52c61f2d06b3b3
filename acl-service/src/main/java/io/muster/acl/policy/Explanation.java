// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Decision;
import java.util.List;

/**
 * A decision and how it came about.
 *
 * @param considered the rules of the actions in question; those first that have most to do with it
 * @param omitted how many more there are, which are not shown
 */
public record Explanation(Decision decision, List<Considered> considered, int omitted) {

    public Explanation {
        considered = List.copyOf(considered);
    }

    /** How far a rule came; from the nearest to the farthest. */
    public enum Outcome {
        /** The rule applies. */
        APPLIES,
        /** Its conditions are false, or unknown and it allows, or unknown and skipped. */
        CONDITION,
        /** It is about somebody else. */
        SUBJECT,
        /** It allows, and a variable of its resource has no value that fits a level. */
        VARIABLE,
        /** It is about other topics. */
        TOPIC
    }

    /**
     * One rule.
     *
     * @param rule {@code policy/rule}
     * @param denies whether it denies; otherwise it allows
     * @param action for which it was considered
     * @param resource as the policy wrote it
     * @param pattern the same for this caller; {@code +} where a variable has no value
     * @param tests the conditions one by one, if they were looked at
     */
    public record Considered(
            String rule,
            boolean denies,
            Action action,
            Outcome outcome,
            String resource,
            String pattern,
            List<Tested> tests) {

        public Considered {
            tests = List.copyOf(tests);
        }
    }

    /**
     * One condition.
     *
     * @param pointer where it is in its document
     */
    public record Tested(String pointer, Truth truth) {}
}
