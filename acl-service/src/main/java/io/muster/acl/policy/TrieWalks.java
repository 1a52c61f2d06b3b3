// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Caller;
import io.muster.acl.policy.Asked.Filter;
import io.muster.acl.policy.Asked.Malformed;
import io.muster.acl.policy.Asked.Name;

/** Which walks find the rules on what one caller asks. */
final class TrieWalks {

    private final RuleIndex index;
    private final Asked asked;
    private final KnownLevels levels;
    private final Values values;

    TrieWalks(RuleIndex index, Asked asked, Caller caller) {
        this.index = index;
        this.asked = asked;
        this.levels = new KnownLevels(asked.levels(), index.vocabulary());
        this.values = new Values(caller, index);
    }

    /** A rule that allows must cover all that is asked. */
    void allowing(Action action, Walk.Visitor visitor) {
        var trie = index.of(action).allowing();
        switch (asked) {
            case Name _ -> new NameWalk(trie, levels, values, false, visitor).go();
            case Filter _ -> new CoverWalk(trie, levels, values, false, visitor).go();
            case Malformed() -> {}
        }
    }

    /** A rule that denies need only have a topic in common with it. */
    void denying(Action action, Walk.Visitor visitor) {
        var tries = index.of(action);
        switch (asked) {
            case Name _ -> {
                new NameWalk(tries.denying(), levels, values, true, visitor).go();
                new NameWalk(tries.filtering(), levels, values, true, visitor).go();
            }
            case Filter(_, _, var receiptsAsked) -> {
                new MeetWalk(tries.denying(), levels, values, true, visitor).go();
                var filtering = tries.filtering();
                (receiptsAsked
                                ? new CoverWalk(filtering, levels, values, true, visitor)
                                : new MeetWalk(filtering, levels, values, true, visitor))
                        .go();
            }
            case Malformed() -> {}
        }
    }
}
