// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import org.jspecify.annotations.Nullable;

/** The fast judge: walks the tries to the first rule by name that applies. */
final class IndexedJudge implements Judge {

    private final TrieWalks walks;

    IndexedJudge(RuleIndex index, Asked asked, Caller caller) {
        this.walks = new TrieWalks(index, asked, caller);
    }

    @Override
    public @Nullable Decision grant(Situation situation) {
        var search = new Search(situation);
        walks.allowing(situation.action(), search);
        return search.decision();
    }

    @Override
    public @Nullable Decision denial(Situation situation) {
        var search = new Search(situation);
        walks.denying(situation.action(), search);
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
        public boolean visit(RankedRule rule, boolean resolved) {
            if (rule.rank() >= bound) {
                return false;
            }
            if (!rule.appliesToMember(situation, resolved)) {
                return true;
            }
            best = rule;
            bound = rule.rank();
            return false;
        }
    }
}
