// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import org.jspecify.annotations.Nullable;

/** The fast judge: walks the tries to the first rule by name that applies. */
final class IndexedJudge implements Judge {

    private final RuleIndex index;
    private final Asked asked;
    private final Values values;

    IndexedJudge(RuleIndex index, Asked asked, Caller caller) {
        this.index = index;
        this.asked = asked;
        this.values = new Values(caller, index.templates());
    }

    @Override
    public @Nullable Decision grant(Situation situation) {
        var search = new Search(situation);
        TrieWalks.allowing(asked, index.of(situation.action()), values, search);
        return search.decision();
    }

    @Override
    public @Nullable Decision denial(Situation situation) {
        var search = new Search(situation);
        TrieWalks.denying(asked, index.of(situation.action()), values, search);
        return search.decision();
    }

    /** Keeps the applying rule of the least rank. */
    private static final class Search implements Walk.Visitor {

        private final Situation situation;
        private @Nullable RankedRule best;
        private int bound = Integer.MAX_VALUE;

        Search(Situation situation) {
            this.situation = situation;
        }

        @Nullable Decision decision() {
            return best == null ? null : best.decision();
        }

        @Override
        public boolean wants(int leastRank) {
            return leastRank < bound;
        }

        @Override
        public void visit(Candidates candidates, boolean resolved) {
            candidates.visit(
                    situation.caller().subject(), candidate -> !settles(candidate, resolved));
        }

        /** Says whether what follows in rank is of no interest any more. */
        private boolean settles(RankedRule candidate, boolean resolved) {
            if (candidate.rank() >= bound) {
                return true;
            }
            if (!candidate.rule().appliesTo(situation, resolved)) {
                return false;
            }
            best = candidate;
            bound = candidate.rank();
            return true;
        }
    }
}
