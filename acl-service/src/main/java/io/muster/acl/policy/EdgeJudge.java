// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds when the clock may next change a decision. It allows everything, so that it is asked about
 * each action that the decision may depend on.
 */
final class EdgeJudge implements Judge {

    private static final Decision GO_ON = new Allow("");

    private final RuleIndex index;
    private final Asked asked;
    private final Values values;
    private @Nullable Instant earliest;

    EdgeJudge(RuleIndex index, Asked asked, Caller caller) {
        this.index = index;
        this.asked = asked;
        this.values = new Values(caller, index.templates());
    }

    Optional<Instant> nextEdge() {
        return Optional.ofNullable(earliest);
    }

    @Override
    public @Nullable Decision denial(Situation situation) {
        var tries = index.of(situation.action());
        if (tries.timed()) {
            TrieWalks.denying(asked, tries, values, new Edges(situation));
        }
        return null;
    }

    @Override
    public Decision grant(Situation situation) {
        var tries = index.of(situation.action());
        if (tries.timed()) {
            TrieWalks.allowing(asked, tries, values, new Edges(situation));
        }
        return GO_ON;
    }

    private void note(@Nullable Instant edge) {
        if (edge != null && (earliest == null || edge.isBefore(earliest))) {
            earliest = edge;
        }
    }

    /** Looks at each rule that the walk finds, whether it applies now or not. */
    private final class Edges implements Walk.Visitor {

        private final Situation situation;

        Edges(Situation situation) {
            this.situation = situation;
        }

        @Override
        public boolean wants(int leastRank) {
            return true;
        }

        @Override
        public void visit(Candidates candidates, boolean resolved) {
            candidates.visit(situation.caller().subject(), this::look);
        }

        private boolean look(RankedRule candidate) {
            var rule = candidate.rule();
            if (rule.subject().selects(situation.caller())) {
                rule.condition().visit(leaf -> note(leaf.check().nextEdge(situation.now())));
            }
            return true;
        }
    }
}
