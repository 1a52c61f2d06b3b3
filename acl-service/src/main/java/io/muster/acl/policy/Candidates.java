// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The rules that are about one and the same topics, in the order of their ranks. Those that are for
 * members of groups are found by the caller's groups: one topic may have a rule for each of ten
 * thousand groups, and a caller is in three of them.
 */
final class Candidates {

    private final RankedRule[] forAnybody;
    private final Map<String, RankedRule[]> forGroup;

    private Candidates(RankedRule[] forAnybody, Map<String, RankedRule[]> forGroup) {
        this.forAnybody = forAnybody;
        this.forGroup = forGroup;
    }

    static Candidates of(List<RankedRule> rules) {
        var forAnybody = new ArrayList<RankedRule>();
        var forGroup = new HashMap<String, List<RankedRule>>();
        for (var rule : sorted(rules)) {
            var groups = rule.rule().subject().groups();
            if (groups.isEmpty()) {
                forAnybody.add(rule);
            }
            groups.forEach(
                    group -> forGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(rule));
        }
        var arrays = new HashMap<String, RankedRule[]>();
        forGroup.forEach((group, list) -> arrays.put(group, list.toArray(RankedRule[]::new)));
        return new Candidates(forAnybody.toArray(RankedRule[]::new), Map.copyOf(arrays));
    }

    private static List<RankedRule> sorted(List<RankedRule> rules) {
        return rules.stream().sorted(Comparator.comparingInt(RankedRule::rank)).toList();
    }

    /** Shows those that may be about the subject, each list until the visitor has seen enough. */
    void visit(Subject subject, Predicate<RankedRule> more) {
        visit(forAnybody, more);
        if (!forGroup.isEmpty()) {
            for (var group : subject.groups()) {
                var rules = forGroup.get(group);
                if (rules != null) {
                    visit(rules, more);
                }
            }
        }
    }

    private static void visit(RankedRule[] rules, Predicate<RankedRule> more) {
        for (var rule : rules) {
            if (!more.test(rule)) {
                return;
            }
        }
    }
}
