// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.preload;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Action;
import io.muster.acl.policy.CallerRule;
import io.muster.acl.preload.Omission.Cause;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreloadTest {

    private static CallerRule allow(Action action, String filter) {
        return new CallerRule("p/allow", false, Set.of(action), filter, true);
    }

    private static CallerRule deny(Action action, String filter, boolean constant) {
        return new CallerRule("p/deny", true, Set.of(action), filter, constant);
    }

    private static Preload preload(Form form, CallerRule... rules) {
        return Preload.of(List.of(rules), form);
    }

    private static String sent(Form form, CallerRule... rules) {
        return preload(form, rules).rules().toString();
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"EMQX", "RMQTT"})
    void deniesGoFirstAndAMessageToBeKeptIsAskedAbout(Form form) {
        assertThat(
                        sent(
                                form,
                                allow(Action.PUBLISH, "t/a/#"),
                                deny(Action.PUBLISH, "t/a/admin", true)))
                .isEqualTo(
                        "[{\"permission\":\"deny\",\"action\":\"publish\",\"topic\":\"t/a/admin\"},"
                                + "{\"permission\":\"allow\",\"action\":\"publish\",\"topic\":\"t/a/#\",\"retain\":false}]");
    }

    @Test
    void hiveMqIsToldPermissions() {
        assertThat(
                        sent(
                                Form.HIVEMQ,
                                allow(Action.PUBLISH, "t/a/#"),
                                allow(Action.SUBSCRIBE, "t/b/#"),
                                deny(Action.PUBLISH, "t/a/admin", true)))
                .isEqualTo(
                        "[{\"topicFilter\":\"t/a/admin\",\"type\":\"DENY\",\"activity\":\"PUBLISH\"},"
                                + "{\"topicFilter\":\"t/a/#\",\"type\":\"ALLOW\",\"activity\":\"PUBLISH\",\"publishRetain\":\"NOT_RETAINED\"},"
                                + "{\"topicFilter\":\"t/b/#\",\"type\":\"ALLOW\",\"activity\":\"SUBSCRIBE\"}]");
    }

    @ParameterizedTest
    @CsvSource({
        "a/+, compared_otherwise, compared_otherwise, compared_otherwise",
        "+, compared_otherwise, compared_otherwise, compared_otherwise",
        "a/+/#, compared_otherwise, compared_otherwise, compared_otherwise",
        "+/#, compared_otherwise, compared_otherwise, compared_otherwise",
        "'#', compared_otherwise, compared_otherwise, compared_otherwise",
        "+/b, compared_otherwise, compared_otherwise, compared_otherwise",
        "$x/a, compared_otherwise, compared_otherwise, compared_otherwise",
        "a/$x/#, '', placeholder, ''",
        "a/${clientid}/#, placeholder, placeholder, ''",
        "eq a/#, placeholder, placeholder, ''",
        "a/+/, '', '', placeholder",
        "a, '', '', compared_otherwise",
        "a/#, '', '', ''",
        "a/+/b, '', '', ''",
        "a/b/#, '', '', ''",
    })
    void subscriptionsAreToldWhereTheyAreComparedAlike(
            String filter, String emqx, String rmqtt, String hiveMq) {
        assertThat(cause(Form.EMQX, allow(Action.SUBSCRIBE, filter))).isEqualTo(emqx);
        assertThat(cause(Form.RMQTT, allow(Action.SUBSCRIBE, filter))).isEqualTo(rmqtt);
        assertThat(cause(Form.HIVEMQ, allow(Action.SUBSCRIBE, filter))).isEqualTo(hiveMq);
    }

    @ParameterizedTest
    @CsvSource({
        "a/+, '', compared_otherwise, ''",
        "a/+/#, '', '', ''",
        "a, '', '', compared_otherwise",
    })
    void publishingIsToldWhereItIsComparedAlike(
            String filter, String emqx, String rmqtt, String hiveMq) {
        assertThat(cause(Form.EMQX, allow(Action.PUBLISH, filter))).isEqualTo(emqx);
        assertThat(cause(Form.RMQTT, allow(Action.PUBLISH, filter))).isEqualTo(rmqtt);
        assertThat(cause(Form.HIVEMQ, allow(Action.PUBLISH, filter))).isEqualTo(hiveMq);
    }

    /** The cause, or nothing where the rule is told. */
    private static String cause(Form form, CallerRule rule) {
        var preload = preload(form, rule);
        assertThat(preload.rules().size() + preload.omitted().size()).isEqualTo(1);
        return preload.omitted().stream()
                .map(omission -> omission.cause().wireName())
                .findAny()
                .orElse("");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aDenyThatDependsOnSomethingTakesWhatItMeetsWithIt(Form form) {
        var allowed = allow(Action.PUBLISH, "a/#");
        var opposed = preload(form, allowed, deny(Action.PUBLISH, "a/b", false));

        assertThat(opposed.isEmpty()).isTrue();
        assertThat(opposed.omitted())
                .containsExactly(
                        new Omission(
                                "p/deny", true, Action.PUBLISH, "a/b", Cause.CONDITIONAL, null),
                        new Omission(
                                "p/allow", false, Action.PUBLISH, "a/#", Cause.OPPOSED, "p/deny"));
        assertThat(sent(form, allowed, deny(Action.PUBLISH, "b/#", false))).contains("a/#");
    }

    /** RMQTT's {@code #} does not fit {@code a/$x}. */
    @Test
    void aDenyThatABrokerComparesOtherwiseTakesWhatItMeetsWithIt() {
        var rules =
                new CallerRule[] {
                    allow(Action.PUBLISH, "a/#"), deny(Action.PUBLISH, "a/b/#", true)
                };

        assertThat(sent(Form.RMQTT, rules)).isEqualTo("[]");
        assertThat(sent(Form.EMQX, rules)).contains("deny", "allow");
    }

    /** Brokers would compare the filter {@code a/#} with the deny {@code a/b}, and see no match. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void aSubscriptionThatADenyMeetsIsNotToldToBeAllowed(Form form) {
        assertThat(sent(form, allow(Action.SUBSCRIBE, "a/#"), deny(Action.SUBSCRIBE, "a/b", true)))
                .doesNotContainIgnoringCase("allow");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aWillThatIsDeniedIsNoMessageThatIsAllowed(Form form) {
        var denial = deny(Action.WILL, "a/b", true);

        assertThat(preload(form, allow(Action.PUBLISH, "a/#"), denial).isEmpty()).isTrue();
        assertThat(preload(form, allow(Action.SUBSCRIBE, "a/#"), denial).isEmpty()).isFalse();
    }

    /** Nobody can say what it would have denied. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void aDenyThatIsNoFilterTakesEverythingWithIt(Form form) {
        var unreadable = deny(Action.PUBLISH, "b/" + "x".repeat(70_000), true);

        assertThat(preload(form, allow(Action.PUBLISH, "a/#"), unreadable).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void otherActionsAreNotTold(Form form) {
        assertThat(cause(form, allow(Action.WILL, "a/#"))).isEqualTo("not_asked");
        assertThat(cause(form, allow(Action.RETAIN, "a/#"))).isEqualTo("not_asked");
        assertThat(cause(form, allow(Action.RECEIVE, "a/#"))).isEqualTo("not_asked");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void ofTooManyNoneIsTold(Form form) {
        var most = rules(64);
        var tooMany = rules(65);

        assertThat(preload(form, most).rules()).hasSize(64);
        assertThat(preload(form, tooMany).isEmpty()).isTrue();
        assertThat(preload(form, tooMany).omitted())
                .hasSize(65)
                .allMatch(omission -> omission.cause() == Cause.TOO_MANY);
        assertThat(preload(form, rules(2_000)).isEmpty()).isTrue();
    }

    private static CallerRule[] rules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> allow(Action.PUBLISH, "a/" + i + "/#"))
                .toArray(CallerRule[]::new);
    }

    @Property(tries = 30_000)
    void noBrokerAllowsWhatWeDenyAndWhoAsksDeniesNothingElse(
            @ForAll Form form,
            @ForAll("rules") List<CallerRule> rules,
            @ForAll("filters") String filter,
            @ForAll boolean subscribes) {
        var action = subscribes ? Action.SUBSCRIBE : Action.PUBLISH;
        if (subscribes || TopicName.parse(filter).isPresent()) {
            var told = Preload.of(rules, form).rules();
            var theirs = BrokerJudges.judge(form, told, action, filter, false);

            for (boolean conditionsHold : new boolean[] {true, false}) {
                boolean ours = ours(rules, action, filter, conditionsHold);
                assertThat(theirs.orElse(false) && !ours).isFalse();
                assertThat(form.asks() && ours && !theirs.orElse(true)).isFalse();
            }
        }
    }

    /** Deny overrides, default deny; a rule that is not constant applies or does not. */
    private static boolean ours(
            List<CallerRule> rules, Action action, String text, boolean conditionsHold) {
        var applying =
                rules.stream()
                        .filter(rule -> rule.actions().contains(action))
                        .filter(rule -> rule.constant() || conditionsHold)
                        .toList();
        boolean denied =
                applying.stream()
                        .filter(CallerRule::denies)
                        .anyMatch(rule ->
                                action == Action.SUBSCRIBE
                                        ? filter(rule).meets(TopicFilter.of(text))
                                        : filter(rule).matches(TopicName.of(text)));
        return !denied
                && applying.stream()
                        .filter(rule -> !rule.denies())
                        .anyMatch(rule ->
                                action == Action.SUBSCRIBE
                                        ? filter(rule).contains(TopicFilter.of(text))
                                        : filter(rule).matches(TopicName.of(text)));
    }

    private static TopicFilter filter(CallerRule rule) {
        return TopicFilter.of(rule.filter());
    }

    @Provide
    Arbitrary<List<CallerRule>> rules() {
        return Combinators.combine(
                        Arbitraries.of(true, false, false),
                        Arbitraries.of(Action.PUBLISH, Action.SUBSCRIBE),
                        filters(),
                        Arbitraries.of(true, true, false))
                .as((denies, action, filter, constant) ->
                        new CallerRule("p/r", denies, Set.of(action), filter, constant))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> filters() {
        return Arbitraries.of("a", "a", "b", "+", "", "$x")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(levels -> String.join("/", levels))
                .flatMap(text -> Arbitraries.of(text, text, text + "/#"))
                .filter(text -> TopicFilter.parse(text).isPresent());
    }
}
