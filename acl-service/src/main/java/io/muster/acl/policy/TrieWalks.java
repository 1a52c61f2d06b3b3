// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.Asked.Filter;
import io.muster.acl.policy.Asked.Malformed;
import io.muster.acl.policy.Asked.Name;

/** Which walk finds the rules on what is asked. */
final class TrieWalks {

    private TrieWalks() {}

    /** A rule that allows must cover all that is asked. */
    static void allowing(Asked asked, RuleIndex.Tries tries, Values values, Walk.Visitor visitor) {
        switch (asked) {
            case Name(var levels) ->
                    new NameWalk(levels, values, false, visitor).over(tries.allowing());
            case Filter(var levels, _, _) ->
                    new CoverWalk(levels, values, false, visitor).over(tries.allowing());
            case Malformed() -> {}
        }
    }

    /** A rule that denies need only have a topic in common with it. */
    static void denying(Asked asked, RuleIndex.Tries tries, Values values, Walk.Visitor visitor) {
        switch (asked) {
            case Name(var levels) -> {
                var walk = new NameWalk(levels, values, true, visitor);
                walk.over(tries.denying());
                walk.over(tries.filtering());
            }
            case Filter(var levels, _, var receiptsAsked) -> {
                var meet = new MeetWalk(levels, values, true, visitor);
                meet.over(tries.denying());
                var other = receiptsAsked ? new CoverWalk(levels, values, true, visitor) : meet;
                other.over(tries.filtering());
            }
            case Malformed() -> {}
        }
    }
}
