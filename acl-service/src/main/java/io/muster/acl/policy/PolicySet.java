// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import java.time.Instant;
import java.util.Collection;

/**
 * The compiled policies of a tenant, and the decision: any rule that denies wins, else any rule
 * that allows, else it is denied. Total and free of side effects: the same question always has the
 * same answer. Of several rules that apply, the answer names the first by name, whatever their
 * order. Never changed: new policies are a new set.
 */
public final class PolicySet {

    private final RuleIndex index;

    private PolicySet(RuleIndex index) {
        this.index = index;
    }

    /** All rules of all documents, without regard to their order. */
    public static PolicySet of(Collection<PolicyDocument> documents) {
        return new PolicySet(
                new RuleIndex(
                        documents.stream()
                                .flatMap(document -> document.rules().stream())
                                .toList()));
    }

    /** May this identity be connected under this client id? */
    public Decision connect(Caller caller, Instant now) {
        return Rights.connect(
                new IndexedJudge(index, Asked.CONNECTION, caller),
                Situation.connecting(caller, now));
    }

    /** May this caller, once connected, do that? */
    public Decision decide(Caller caller, Ask ask, Instant now) {
        var asked = Asked.of(ask);
        return Rights.decide(caller, ask, asked, new IndexedJudge(index, asked, caller), now);
    }
}
