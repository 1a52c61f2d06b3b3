// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import io.muster.acl.decision.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** All rules of a tenant: those of each action by their topics, and all in a row. */
final class RuleIndex {

    /**
     * The rules of one action.
     *
     * @param denying those that deny whatever has a topic in common with them
     * @param filtering those that leave wider subscriptions to the question for each message
     * @param allowing those that allow what they cover
     * @param timed whether any of them depends on the time
     */
    record Tries(TopicTrie denying, TopicTrie filtering, TopicTrie allowing, boolean timed) {}

    private final List<RankedRule> rules;
    private final Map<Action, Tries> tries = new EnumMap<>(Action.class);
    private final Vocabulary vocabulary;
    private final List<Template> templates;
    private final boolean timed;

    RuleIndex(Collection<Rule> unordered) {
        var parts = new TrieParts();
        rules = ranked(unordered);
        for (var action : Action.values()) {
            tries.put(action, tries(action, parts));
        }
        vocabulary = parts.vocabulary();
        templates = parts.templates();
        timed = tries.values().stream().anyMatch(Tries::timed);
    }

    private static List<RankedRule> ranked(Collection<Rule> unordered) {
        var ranked = new ArrayList<RankedRule>();
        unordered.stream()
                .sorted(Comparator.comparing(Rule::id))
                .forEach(rule -> ranked.add(new RankedRule(ranked.size(), rule)));
        return List.copyOf(ranked);
    }

    private Tries tries(Action action, TrieParts parts) {
        return new Tries(
                trie(action, parts, rule -> rule.denies() && !leaves(rule, action)),
                trie(action, parts, rule -> leaves(rule, action)),
                trie(action, parts, rule -> !rule.denies()),
                rules.stream()
                        .map(RankedRule::rule)
                        .filter(rule -> rule.actions().contains(action))
                        .anyMatch(rule -> rule.condition().needs(fact -> fact == Fact.TIME)));
    }

    private static boolean leaves(Rule rule, Action action) {
        boolean filter = action == Action.SUBSCRIBE || action == Action.UNSUBSCRIBE;
        return filter && rule.filtersReceipts();
    }

    private TopicTrie trie(Action action, TrieParts parts, Predicate<Rule> wanted) {
        var trie = new TopicTrie.Builder(parts);
        for (var ranked : rules) {
            var rule = ranked.rule();
            if (rule.actions().contains(action) && wanted.test(rule)) {
                rule.resources().forEach(pattern -> trie.add(pattern, ranked));
            }
        }
        return trie.build();
    }

    /** In the order of their names. */
    List<RankedRule> rules() {
        return rules;
    }

    Tries of(Action action) {
        return Objects.requireNonNull(tries.get(action));
    }

    /** Says whether any rule depends on the time. */
    boolean timed() {
        return timed;
    }

    /** What the tries' levels and the groups of their rules are called. */
    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Those that the tries refer to by number. */
    List<Template> templates() {
        return templates;
    }
}
