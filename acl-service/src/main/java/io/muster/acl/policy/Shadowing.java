// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.policy.Level.Filled;
import io.muster.acl.policy.Level.Literal;
import io.muster.acl.policy.Level.One;
import io.muster.acl.policy.Level.Rest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Finds rules that make no difference: what they say, a rule without conditions says already, or
 * denies. Compares pairs of rules, so it looks at so many pairs and no more.
 */
final class Shadowing {

    private static final int MAX_PAIRS = 1_000_000;

    /** A rule and where it stands. */
    private record Placed(PolicyDocument document, Rule rule) {}

    private final List<Placed> all = new ArrayList<>();
    private final List<Rule> unconditional = new ArrayList<>();
    private int pairs;

    private Shadowing(Collection<PolicyDocument> documents) {
        for (var document : documents) {
            for (var rule : document.rules()) {
                all.add(new Placed(document, rule));
                if (rule.condition().equals(RuleReader.ALWAYS)) {
                    unconditional.add(rule);
                }
            }
        }
    }

    static void check(
            Collection<PolicyDocument> documents,
            BiFunction<PolicyDocument, Rule, Lint.Report> reports) {
        new Shadowing(documents).check(reports);
    }

    private void check(BiFunction<PolicyDocument, Rule, Lint.Report> reports) {
        for (var placed : all) {
            var report = reports.apply(placed.document(), placed.rule());
            for (var wide : unconditional) {
                if (++pairs > MAX_PAIRS) {
                    return;
                }
                if (!wide.id().equals(placed.rule().id()) && shadows(wide, placed.rule())) {
                    tell(wide, placed.rule(), report);
                    break;
                }
            }
        }
    }

    private static void tell(Rule wide, Rule narrow, Lint.Report report) {
        if (wide.denies() == narrow.denies()) {
            report.warning("", "redundant", wide.id() + " says as much already");
        } else {
            report.warning("", "unreachable", wide.id() + " denies all of it");
        }
    }

    /** A rule that allows never makes one that denies needless. */
    private static boolean shadows(Rule wide, Rule narrow) {
        if (!wide.denies() && narrow.denies()) {
            return false;
        }
        boolean twins = same(wide, narrow) && wide.id().compareTo(narrow.id()) > 0;
        boolean laxer = wide.filtersReceipts() && narrow.denies() && !narrow.filtersReceipts();
        return !twins
                && !laxer
                && wide.actions().containsAll(narrow.actions())
                && selectsAll(wide.subject(), narrow.subject())
                && narrow.resources().stream().allMatch(one -> covered(one, wide));
    }

    /** Of two rules that say the same, only one is needless. */
    private static boolean same(Rule one, Rule other) {
        return one.denies() == other.denies()
                && one.actions().equals(other.actions())
                && one.subject().equals(other.subject())
                && one.condition().equals(other.condition())
                && one.resources().equals(other.resources());
    }

    private static boolean selectsAll(SubjectSelector wide, SubjectSelector narrow) {
        boolean types =
                wide.types().isEmpty()
                        || (!narrow.types().isEmpty() && wide.types().containsAll(narrow.types()));
        boolean groups =
                wide.groups().isEmpty()
                        || (!narrow.groups().isEmpty()
                                && wide.groups().containsAll(narrow.groups()));
        return types && groups;
    }

    private static boolean covered(TopicPattern narrow, Rule wide) {
        return wide.resources().stream().anyMatch(one -> covers(one.levels(), narrow.levels()));
    }

    private static boolean covers(List<Level> wide, List<Level> narrow) {
        if (isWildcard(wide) && isInternal(narrow)) {
            return false;
        }
        for (int i = 0; i < wide.size(); i++) {
            if (wide.get(i) instanceof Rest) {
                return true;
            }
            if (i == narrow.size() || !covers(wide.get(i), narrow.get(i))) {
                return false;
            }
        }
        return narrow.size() == wide.size();
    }

    private static boolean covers(Level wide, Level narrow) {
        return wide.equals(narrow)
                || (wide instanceof One && (narrow instanceof Literal || narrow instanceof Filled));
    }

    private static boolean isWildcard(List<Level> levels) {
        return !levels.isEmpty()
                && (levels.getFirst() instanceof One || levels.getFirst() instanceof Rest);
    }

    private static boolean isInternal(List<Level> levels) {
        return !levels.isEmpty()
                && levels.getFirst() instanceof Literal(var text)
                && text.startsWith("$");
    }
}
