// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Containment and intersection against brute force: every filter of up to three levels against
 * every other, by the topics of up to four levels that they match, over a small alphabet. The empty
 * topic, which MQTT does not allow, counts as one, so that a rule errs on the side of denial.
 */
class ContainmentTest {

    /** The empty one first: the empty topic is then the first of all. */
    private static final List<String> NAMES = List.of("", "a", "b", "$x");

    private static final List<List<String>> TOPICS = sequences(NAMES, 4);
    private static final List<List<String>> FILTERS = filters();
    private static final Map<List<String>, BitSet> MATCHED =
            FILTERS.stream().collect(Collectors.toMap(filter -> filter, ContainmentTest::matched));
    private static final Caller CALLER = Policies.device("acme", "dev-1");

    private static List<List<String>> sequences(List<String> alphabet, int longest) {
        var all = new ArrayList<List<String>>();
        var last = List.of(List.<String>of());
        for (int i = 0; i < longest; i++) {
            var next = new ArrayList<List<String>>();
            for (var sequence : last) {
                for (var letter : alphabet) {
                    var longer = new ArrayList<>(sequence);
                    longer.add(letter);
                    next.add(longer);
                }
            }
            all.addAll(next);
            last = next;
        }
        return all;
    }

    private static List<List<String>> filters() {
        var all = new ArrayList<List<String>>();
        all.add(List.of("#"));
        for (var levels : sequences(List.of("a", "b", "$x", "", "+"), 3)) {
            all.add(levels);
            var open = new ArrayList<>(levels);
            open.set(open.size() - 1, "#");
            all.add(open);
        }
        return all.stream().distinct().filter(levels -> !levels.equals(List.of(""))).toList();
    }

    /** As MQTT defines it, of a filter and one topic. */
    private static boolean matches(List<String> filter, List<String> topic) {
        boolean wild = filter.getFirst().equals("#") || filter.getFirst().equals("+");
        if (wild && topic.getFirst().startsWith("$")) {
            return false;
        }
        for (int i = 0; i < filter.size(); i++) {
            if (filter.get(i).equals("#")) {
                return true;
            }
            boolean same =
                    i < topic.size()
                            && (filter.get(i).equals("+") || filter.get(i).equals(topic.get(i)));
            if (!same) {
                return false;
            }
        }
        return filter.size() == topic.size();
    }

    private static BitSet matched(List<String> filter) {
        var matched = new BitSet();
        for (int i = 0; i < TOPICS.size(); i++) {
            matched.set(i, matches(filter, TOPICS.get(i)));
        }
        return matched;
    }

    private static String rule(String effect, List<String> resource) {
        return "'effect':'%s','actions':['publish','subscribe'],'resource':'%s'"
                .formatted(effect, String.join("/", resource));
    }

    private static boolean subscribes(PolicySet policies, List<String> filter) {
        var ask = new Subscribe(String.join("/", filter), 1, true, false);
        return policies.decide(CALLER, ask, Policies.NOW).allowed();
    }

    /** Calls are many: only one that fails costs an assertion. */
    private static void expect(boolean actual, boolean expected, Object one, Object other) {
        if (actual != expected) {
            assertThat(actual).as("%s and %s", one, other).isEqualTo(expected);
        }
    }

    @Test
    void aRuleMatchesTheTopicsThatItsFilterMatches() {
        for (var resource : FILTERS) {
            var policies = Policies.set(rule("allow", resource));
            for (var topic : TOPICS.subList(1, TOPICS.size())) {
                var ask = new Publish(String.join("/", topic), Retain.NO, 1);
                boolean allowed = policies.decide(CALLER, ask, Policies.NOW).allowed();

                expect(allowed, matches(resource, topic), resource, topic);
            }
        }
    }

    @Test
    void aRuleAllowsTheFiltersWhoseTopicsItMatches() {
        for (var resource : FILTERS) {
            var policies = Policies.set(rule("allow", resource));
            for (var filter : FILTERS) {
                var left = (BitSet) MATCHED.get(filter).clone();
                left.andNot(MATCHED.get(resource));

                expect(subscribes(policies, filter), left.isEmpty(), resource, filter);
            }
        }
    }

    @Test
    void aRuleDeniesTheFiltersThatShareATopicWithIt() {
        for (var resource : FILTERS) {
            for (var filter : FILTERS) {
                var policies = Policies.set(rule("allow", filter), rule("deny", resource));
                boolean common = MATCHED.get(filter).intersects(MATCHED.get(resource));

                expect(!subscribes(policies, filter), common, resource, filter);
            }
        }
    }
}
