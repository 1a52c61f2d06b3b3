// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Caller;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.util.List;
import java.util.Set;

/**
 * One rule as the engine uses it.
 *
 * @param id {@code policy/rule}, for explanations
 * @param denies whether it denies; otherwise it allows
 * @param resources what it is about; empty for connect, which has no topic
 * @param skipsUnknown whether a deny rule whose conditions are unknown stands back
 */
record Rule(
        String id,
        boolean denies,
        Set<Action> actions,
        List<TopicPattern> resources,
        SubjectSelector subject,
        Conditions conditions,
        boolean skipsUnknown) {

    Rule {
        actions = Set.copyOf(actions);
        resources = List.copyOf(resources);
    }

    boolean appliesToConnect(Caller caller) {
        return subject.selects(caller) && holds(conditions.evaluate(caller, Truth.FALSE));
    }

    /** Says whether only the client id keeps this rule from applying to a connect. */
    boolean awaitsOtherClientId(Caller caller) {
        return subject.selects(caller)
                && conditions.evaluateButClientId(caller, Truth.FALSE) == Truth.TRUE
                && conditions.evaluate(caller, Truth.FALSE) != Truth.TRUE;
    }

    boolean appliesTo(TopicName topic, Caller caller) {
        if (!subject.selects(caller)) {
            return false;
        }
        for (var pattern : resources) {
            if (pattern.matches(topic, caller) && conditionsHold(pattern, caller, Truth.FALSE)) {
                return true;
            }
        }
        return false;
    }

    /** A rule that allows must cover the whole filter; one that denies need only meet it. */
    boolean appliesTo(TopicFilter filter, Truth isShared, Caller caller) {
        if (!subject.selects(caller)) {
            return false;
        }
        for (var pattern : resources) {
            var mine = pattern.render(caller);
            boolean hit =
                    mine.isPresent()
                            && (denies ? mine.get().meets(filter) : mine.get().contains(filter));
            if (hit && conditionsHold(pattern, caller, isShared)) {
                return true;
            }
        }
        return false;
    }

    /** A deny rule with a variable that has no value applies without looking at conditions. */
    private boolean conditionsHold(TopicPattern pattern, Caller caller, Truth isShared) {
        return (denies && !pattern.resolves(caller))
                || holds(conditions.evaluate(caller, isShared));
    }

    private boolean holds(Truth truth) {
        return truth == Truth.TRUE || (denies && !skipsUnknown && truth == Truth.UNKNOWN);
    }
}
