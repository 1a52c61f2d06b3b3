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
    private final TrieWalks walks;
    private @Nullable Instant earliest;

    EdgeJudge(RuleIndex index, Asked asked, Caller caller) {
        this.index = index;
        this.walks = new TrieWalks(index, asked, caller);
    }

    Optional<Instant> nextEdge() {
        return Optional.ofNullable(earliest);
    }

    @Override
    public @Nullable Decision denial(Situation situation) {
        if (index.of(situation.action()).timed()) {
            walks.denying(situation.action(), new Edges(situation));
        }
        return null;
    }

    @Override
    public Decision grant(Situation situation) {
        if (index.of(situation.action()).timed()) {
            walks.allowing(situation.action(), new Edges(situation));
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
        public boolean visit(RankedRule ranked, boolean resolved) {
            var rule = ranked.rule();
            if (rule.subject().selects(situation.caller())) {
                rule.condition().visit(leaf -> note(leaf.check().nextEdge(situation.now())));
            }
            return true;
        }
    }
}
