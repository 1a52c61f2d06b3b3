// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import java.util.List;
import java.util.Set;

/**
 * One rule, read and understood.
 *
 * @param id {@code policy/rule}
 * @param pointer where it is in its document
 * @param denies whether it denies; otherwise it allows
 * @param skipsUnknown whether a rule that denies stands back when its condition is unknown
 * @param filtersReceipts whether it leaves a subscription that is wider than it alone, where the
 *     broker asks again for each message
 */
record Rule(
        String id,
        String pointer,
        boolean denies,
        Set<Action> actions,
        List<TopicPattern> resources,
        SubjectSelector subject,
        Condition condition,
        boolean skipsUnknown,
        boolean filtersReceipts) {

    Rule {
        actions = Set.copyOf(actions);
        resources = List.copyOf(resources);
    }

    /**
     * Says whether it applies to a topic that one of its resources is about. A rule that denies
     * does so without a look at its condition when a variable of the resource has no value.
     */
    boolean appliesTo(Situation situation, boolean resolved) {
        return subject.selects(situation.caller()) && holds(situation, resolved);
    }

    /** The same about whoever it is for. */
    boolean holds(Situation situation, boolean resolved) {
        return (denies && !resolved) || holds(condition.test(situation));
    }

    boolean holds(Truth truth) {
        return truth == Truth.TRUE || (denies && !skipsUnknown && truth == Truth.UNKNOWN);
    }
}
