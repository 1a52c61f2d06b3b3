// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.decision.Action;
import io.muster.acl.hook.EmqxPreload.Rule;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmqxPreloadTest {

    private static Rule allow(Action action, String filter) {
        return new Rule(true, action, TopicFilter.of(filter), true);
    }

    private static Rule deny(Action action, String filter, boolean constant) {
        return new Rule(false, action, TopicFilter.of(filter), constant);
    }

    private static String sent(Rule... rules) {
        return EmqxPreload.of(List.of(rules)).toString();
    }

    @Test
    void deniesGoFirstAndAMessageToBeKeptIsAskedAbout() {
        assertThat(sent(allow(Action.PUBLISH, "t/a/#"), deny(Action.PUBLISH, "t/a/admin", true)))
                .isEqualTo(
                        "[{\"permission\":\"deny\",\"action\":\"publish\",\"topic\":\"t/a/admin\"},"
                                + "{\"permission\":\"allow\",\"action\":\"publish\",\"topic\":\"t/a/#\",\"retain\":false}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/+", "+", "a/+/#", "+/#", "#", "+/b", "a/${clientid}", "eq a", "$x/a"})
    void whatEmqxWouldJudgeOtherwiseIsNotSent(String filter) {
        assertThat(sent(allow(Action.SUBSCRIBE, filter))).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/#", "a/+/b", "a/b/#"})
    void whatItJudgesAlikeIsSent(String filter) {
        assertThat(sent(allow(Action.SUBSCRIBE, filter))).contains("\"" + filter + "\"");
    }

    @Test
    void aDenyThatDependsOnSomethingKeepsWhatItMeetsFromBeingSent() {
        assertThat(sent(allow(Action.PUBLISH, "a/#"), deny(Action.PUBLISH, "a/b", false)))
                .isEqualTo("[]");
        assertThat(sent(allow(Action.PUBLISH, "a/#"), deny(Action.PUBLISH, "b/#", false)))
                .contains("a/#");
    }

    /** EMQX would compare the filter {@code a/#} with the deny {@code a/b}, and see no match. */
    @Test
    void aSubscriptionThatADenyMeetsIsAskedAbout() {
        assertThat(sent(allow(Action.SUBSCRIBE, "a/#"), deny(Action.SUBSCRIBE, "a/b", true)))
                .doesNotContain("allow");
    }

    @Test
    void otherActionsAndTooManyRulesAreAskedAbout() {
        assertThat(sent(allow(Action.WILL, "a"), allow(Action.RETAIN, "a"))).isEqualTo("[]");
        var many =
                IntStream.range(0, 65)
                        .mapToObj(i -> allow(Action.PUBLISH, "a/" + i))
                        .toArray(Rule[]::new);
        assertThat(sent(many)).isEqualTo("[]");
    }

    @Property(tries = 20_000)
    void emqxNeverDecidesOtherwiseThanWeDo(
            @ForAll("rules") List<Rule> rules,
            @ForAll("filters") String filter,
            @ForAll boolean subscribes) {
        var action = subscribes ? Action.SUBSCRIBE : Action.PUBLISH;
        boolean askable = subscribes || TopicName.parse(filter).isPresent();
        if (askable) {
            var emqx = emqx(EmqxPreload.of(rules), action, filter);

            for (boolean conditionsHold : new boolean[] {true, false}) {
                var ours = ours(rules, action, filter, conditionsHold);
                assertThat(emqx.orElse(ours)).isEqualTo(ours);
            }
        }
    }

    /** Deny overrides, default deny; a rule that is not constant applies or does not. */
    private static boolean ours(
            List<Rule> rules, Action action, String text, boolean conditionsHold) {
        var asked = TopicFilter.of(text);
        var applying =
                rules.stream()
                        .filter(rule -> rule.action() == action)
                        .filter(rule -> rule.constant() || conditionsHold)
                        .toList();
        boolean denied =
                applying.stream()
                        .filter(rule -> !rule.allow())
                        .anyMatch(rule ->
                                action == Action.SUBSCRIBE
                                        ? rule.filter().meets(asked)
                                        : rule.filter().matches(TopicName.of(text)));
        return !denied
                && applying.stream()
                        .filter(Rule::allow)
                        .anyMatch(rule ->
                                action == Action.SUBSCRIBE
                                        ? rule.filter().contains(asked)
                                        : rule.filter().matches(TopicName.of(text)));
    }

    /** EMQX's list of rules for a message that is not to be kept: the first that fits decides. */
    private static Optional<Boolean> emqx(JsonNode rules, Action action, String topic) {
        for (var rule : rules) {
            if (rule.path("action").asText().equals(action.wireName())
                    && fits(topic, rule.path("topic").asText())) {
                return Optional.of(rule.path("permission").asText().equals("allow"));
            }
        }
        return Optional.empty();
    }

    /** As EMQX compares a topic, or a filter that it takes for one, with a rule's topic. */
    private static boolean fits(String topic, String rule) {
        boolean internal = topic.startsWith("$");
        return !(internal && (rule.startsWith("+") || rule.startsWith("#")))
                && fits(List.of(topic.split("/", -1)), List.of(rule.split("/", -1)));
    }

    private static boolean fits(List<String> topic, List<String> rule) {
        if (rule.equals(List.of("#"))) {
            return true;
        }
        if (topic.isEmpty() || rule.isEmpty()) {
            return topic.isEmpty() && rule.isEmpty();
        }
        return (rule.getFirst().equals("+") || rule.getFirst().equals(topic.getFirst()))
                && fits(topic.subList(1, topic.size()), rule.subList(1, rule.size()));
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(Action.PUBLISH, Action.SUBSCRIBE),
                        filters().map(TopicFilter::of),
                        Arbitraries.of(true, true, false))
                .as(Rule::new)
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> filters() {
        return Arbitraries.of("a", "b", "+", "", "$x")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(levels -> String.join("/", levels))
                .flatMap(text -> Arbitraries.of(text, text + "/#"))
                .filter(text -> TopicFilter.parse(text).isPresent());
    }
}
