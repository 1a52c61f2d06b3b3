// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that are about one and the same topics, in the order of their ranks. Those that are for
 * members of groups are found by the caller's groups: one topic may have a rule for each of ten
 * thousand groups, and a caller is in three of them.
 */
final class Candidates {

    private static final RankedRule[] NONE = {};

    /** The owner of the members' entries. */
    final int number;

    /** Those that are for no group. */
    final RankedRule[] forAnybody;

    /** Whether there are others. */
    final boolean grouped;

    private Candidates(int number, RankedRule[] forAnybody, boolean grouped) {
        this.number = number;
        this.forAnybody = forAnybody;
        this.grouped = grouped;
    }

    /** A rule for the members of a group, and the next one for them, on the same topics. */
    static final class Member extends Register.Entry {

        private final RankedRule rule;
        private final @Nullable Member next;

        Member(int candidates, String group, RankedRule rule, @Nullable Member next) {
            super(candidates, group);
            this.rule = rule;
            this.next = next;
        }

        RankedRule rule() {
            return rule;
        }

        /** The one after this in rank. */
        @Nullable Member next() {
            return next;
        }
    }

    /** Takes the rules of one place, and registers the members. */
    static Candidates of(List<RankedRule> rules, TrieParts parts) {
        var backwards = rules.stream().sorted(Comparator.comparingInt(RankedRule::rank).reversed());
        int number = parts.number();
        var forAnybody = new ArrayList<RankedRule>();
        var forGroup = new HashMap<String, Member>();
        backwards.forEach(rule -> {
            var groups = rule.rule().subject().groups();
            if (groups.isEmpty()) {
                forAnybody.add(rule);
            }
            groups.forEach(group -> prepend(forGroup, number, parts.text(group), rule));
        });
        parts.addMembers(forGroup.values());
        return new Candidates(number, forAnybody.reversed().toArray(NONE), !forGroup.isEmpty());
    }

    private static void prepend(
            Map<String, Member> forGroup, int number, String group, RankedRule rule) {
        forGroup.put(group, new Member(number, group, rule, forGroup.get(group)));
    }
}
