// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Reason;
import java.util.Set;

/**
 * A rule among all rules of its tenant.
 *
 * @param rank its place by name; of several rules that apply, the first by name is answered
 * @param decision what is answered when it decides
 * @param types the rule's own, at hand: a decision looks at nothing else of most rules
 * @param unconditional whether the rule has no condition
 */
record RankedRule(
        int rank, Rule rule, Decision decision, Set<String> types, boolean unconditional) {

    RankedRule(int rank, Rule rule) {
        this(
                rank,
                rule,
                rule.denies() ? new Deny(Reason.EXPLICIT_DENY, rule.id()) : new Allow(rule.id()),
                rule.subject().types(),
                rule.condition().equals(RuleReader.ALWAYS));
    }

    /** As {@link Rule#appliesTo}, for a caller who is in one of its groups, if it has any. */
    boolean appliesToMember(Situation situation, boolean resolved) {
        return (types.isEmpty() || types.contains(situation.caller().subject().type()))
                && (unconditional || rule.holds(situation, resolved));
    }
}
