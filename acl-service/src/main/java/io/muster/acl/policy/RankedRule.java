// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Reason;

/**
 * A rule among all rules of its tenant.
 *
 * @param rank its place by name; of several rules that apply, the first by name is answered
 * @param decision what is answered when it decides
 */
record RankedRule(int rank, Rule rule, Decision decision) {

    RankedRule(int rank, Rule rule) {
        this(
                rank,
                rule,
                rule.denies() ? new Deny(Reason.EXPLICIT_DENY, rule.id()) : new Allow(rule.id()));
    }
}
