// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Caller;
import io.muster.acl.policy.Level.Anything;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a rule says to one caller, about one of its resources. Rules that can never apply to the
 * caller are left out.
 *
 * @param id {@code policy/rule}
 * @param denies whether it denies; otherwise it allows
 * @param actions without connect
 * @param filter an MQTT filter; values of the caller are in it as they are, so whoever hands it to
 *     a broker that expands placeholders of its own must look for them
 * @param constant whether that is all there is to it as long as the caller is connected. Otherwise
 *     it depends on the message, the time or the registry, or is wider than the filter can say: a
 *     rule that allows may then not be handed on, and what a rule that denies has in common with
 *     others has to be asked about
 */
public record CallerRule(
        String id, boolean denies, Set<Action> actions, String filter, boolean constant) {

    public CallerRule {
        actions = Set.copyOf(actions);
    }

    /** The same, but not all there is to it. */
    CallerRule asked() {
        return new CallerRule(id, denies, actions, filter, false);
    }

    static List<CallerRule> of(List<RankedRule> rules, Caller caller) {
        var mine = new ArrayList<CallerRule>();
        for (var ranked : rules) {
            var rule = ranked.rule();
            if (!rule.actions().contains(Action.CONNECT) && rule.subject().selects(caller)) {
                rule.resources().forEach(resource -> add(rule, resource, caller, mine));
            }
        }
        return mine;
    }

    private static void add(
            Rule rule, TopicPattern resource, Caller caller, List<CallerRule> mine) {
        var pattern = resource.render(caller);
        boolean settled =
                resource.variables().stream()
                        .allMatch(variable -> variable.attribute().fact().constant());
        if (!pattern.resolved()) {
            unresolved(rule, pattern, settled, mine);
            return;
        }
        boolean open = rule.condition().needs(fact -> !fact.constant());
        if (open || rule.holds(rule.condition().test(anytime(caller)))) {
            mine.add(rule(rule, pattern, settled && !open));
        } else if (!settled && rule.denies()) {
            mine.add(rule(rule, pattern, false));
        }
    }

    /** A rule that denies stands without its conditions; one that allows may come back. */
    private static void unresolved(
            Rule rule, RenderedPattern pattern, boolean settled, List<CallerRule> mine) {
        if (rule.denies()) {
            boolean wider = pattern.levels().getFirst() instanceof Anything;
            mine.add(rule(rule, pattern, settled && !wider));
        } else if (!settled) {
            mine.add(rule(rule, pattern, false));
        }
    }

    private static CallerRule rule(Rule rule, RenderedPattern pattern, boolean constant) {
        return new CallerRule(
                rule.id(),
                rule.denies(),
                EnumSet.copyOf(rule.actions()),
                pattern.toString(),
                constant);
    }

    /** Conditions on what stays the same do not look at the rest. */
    private static Situation anytime(Caller caller) {
        return Situation.ofMessage(caller, Action.PUBLISH, null, Retain.UNKNOWN, Instant.EPOCH);
    }
}
