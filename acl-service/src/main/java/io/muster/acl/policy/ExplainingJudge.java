// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Decision;
import io.muster.acl.policy.Explanation.Considered;
import io.muster.acl.policy.Explanation.Outcome;
import io.muster.acl.policy.Explanation.Tested;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slow judge: looks at every rule in the order of their names, and keeps what it saw. */
final class ExplainingJudge implements Judge {

    private static final int SHOWN = 100;

    private record Place(String rule, Action action) {}

    private final List<RankedRule> rules;
    private final Asked asked;
    private final Map<Place, Considered> considered = new LinkedHashMap<>();

    ExplainingJudge(List<RankedRule> rules, Asked asked) {
        this.rules = rules;
        this.asked = asked;
    }

    Explanation explain(Decision decision) {
        var shown =
                considered.values().stream()
                        .sorted(Comparator.comparing(Considered::outcome))
                        .limit(SHOWN)
                        .toList();
        return new Explanation(decision, shown, considered.size() - shown.size());
    }

    @Override
    public @Nullable Decision denial(Situation situation) {
        return first(situation, true);
    }

    @Override
    public @Nullable Decision grant(Situation situation) {
        return first(situation, false);
    }

    /** Looks at what allows even where something denies: the reader may want to lift the denial. */
    @Override
    public Decision decide(Situation situation) {
        var denial = denial(situation);
        var grant = grant(situation);
        if (denial != null) {
            return denial;
        }
        return grant == null ? NO_MATCH : grant;
    }

    private @Nullable Decision first(Situation situation, boolean denies) {
        Decision first = null;
        for (var ranked : rules) {
            var rule = ranked.rule();
            if (rule.denies() == denies && rule.actions().contains(situation.action())) {
                var seen = consider(rule, situation);
                note(seen, situation);
                first =
                        first == null && seen.outcome() == Outcome.APPLIES
                                ? ranked.decision()
                                : first;
            }
        }
        return first;
    }

    /** A question that is asked again in another way keeps the answer that came farthest. */
    private void note(Considered seen, Situation situation) {
        if (!situation.anyClientId()) {
            considered.merge(
                    new Place(seen.rule(), seen.action()),
                    seen,
                    (before, now) -> now.outcome().compareTo(before.outcome()) < 0 ? now : before);
        }
    }

    /** The resource by which the rule comes farthest. */
    private Considered consider(Rule rule, Situation situation) {
        Considered best = null;
        for (var resource : rule.resources()) {
            var one = consider(rule, resource, situation);
            best = best == null || one.outcome().compareTo(best.outcome()) < 0 ? one : best;
        }
        if (best == null) {
            throw new IllegalStateException("a rule has at least one resource");
        }
        return best;
    }

    private Considered consider(Rule rule, TopicPattern resource, Situation situation) {
        var pattern = resource.render(situation.caller());
        var outcome = outcome(rule, pattern, situation);
        boolean looked = outcome == Outcome.APPLIES || outcome == Outcome.CONDITION;
        return new Considered(
                rule.id(),
                rule.denies(),
                situation.action(),
                outcome,
                resource.source(),
                pattern.toString(),
                looked && pattern.resolved() ? tests(rule, situation) : List.of());
    }

    private Outcome outcome(Rule rule, RenderedPattern pattern, Situation situation) {
        if (!concerns(rule, pattern)) {
            return Outcome.TOPIC;
        }
        if (!rule.denies() && !pattern.resolved()) {
            return Outcome.VARIABLE;
        }
        if (!rule.subject().selects(situation.caller())) {
            return Outcome.SUBJECT;
        }
        return rule.appliesTo(situation, pattern.resolved()) ? Outcome.APPLIES : Outcome.CONDITION;
    }

    private boolean concerns(Rule rule, RenderedPattern pattern) {
        return switch (asked) {
            case Asked.Name(var levels) -> pattern.matches(levels);
            case Asked.Filter(var levels, _, var receiptsAsked) ->
                    (rule.denies() && !(receiptsAsked && rule.filtersReceipts()))
                            ? pattern.meets(levels)
                            : pattern.contains(levels);
            case Asked.Malformed() -> false;
        };
    }

    private static List<Tested> tests(Rule rule, Situation situation) {
        var tests = new ArrayList<Tested>();
        rule.condition().visit(leaf -> tests.add(new Tested(leaf.pointer(), leaf.test(situation))));
        return tests;
    }
}
