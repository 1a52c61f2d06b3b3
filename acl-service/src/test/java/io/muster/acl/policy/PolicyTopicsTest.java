// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static io.muster.acl.policy.Policies.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may write before, and instead of, an ordinary topic. */
class PolicyTopicsTest {

    private static final Caller DEV = device("acme", "dev-1");
    private static final Decision MALFORMED = Decision.deny(Reason.MALFORMED_TOPIC);
    private static final String ALL = "'actions':['*'],'resource':";
    private static final PolicySet ANYTHING =
            Policies.set("'effect':'allow'," + ALL + "['#','$SYS/#','$aws/things/${client.id}/#']");

    private static Decision publish(PolicySet policies, String topic) {
        return policies.decide(DEV, new Publish(topic, Retain.NO, 1), NOW);
    }

    private static Decision subscribe(PolicySet policies, String filter) {
        return policies.decide(DEV, new Subscribe(filter, 1, true, false), NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$share", "$share/g", "$share//a", "$share/g/", "$share/+/a", "$share/g#/a",
                "$share/g/a#", "$share/g/$share/h/a", "$share/g/$queue/a", "$share/g/$exclusive/a",
                "$queue", "$queue/", "$queue/$share/g/a", "$queue/a/#/b", "$exclusive",
                "$exclusive/", "$exclusive/$queue/a", "$delayed/5/a", "a/\uD800/b", "a\0"
            })
    void aFilterThatIsNoneIsMalformed(String filter) {
        assertThat(subscribe(ANYTHING, filter)).isEqualTo(MALFORMED);
        assertThat(ANYTHING.decide(DEV, new Unsubscribe(filter, true), NOW)).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$delayed", "$delayed/5", "$delayed/5/", "$delayed/x/a", "$delayed//a",
                "$delayed/-5/a", "$delayed/5.0/a", "$delayed/\u0665/a", "$delayed/5/a/+",
                "$delayed/5/$delayed/5/a", "$delayed/5/$share/g/a", "a/\uDC00"
            })
    void aTopicThatIsNoneIsMalformed(String topic) {
        assertThat(publish(ANYTHING, topic)).isEqualTo(MALFORMED);
        assertThat(ANYTHING.decide(DEV, new LeaveWill(topic, Retain.NO, 1), NOW))
                .isEqualTo(MALFORMED);
    }

    @Test
    void aDelayedMessageIsJudgedByItsTopic() {
        var policies = Policies.set("'effect':'allow','actions':['publish','will'],'resource':'a/#'");

        assertThat(publish(policies, "$delayed/5/a/b").allowed()).isTrue();
        assertThat(publish(policies, "$delayed/5/b").allowed()).isFalse();
        assertThat(policies.decide(DEV, new LeaveWill("$delayed/0/a", Retain.NO, 1), NOW).allowed())
                .isTrue();
        assertThat(ANYTHING.decide(DEV, new Receive("$delayed/5/a", Retain.NO, 1), NOW).allowed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "$share/g/a/b, true", "$queue/a/b, true", "$exclusive/a/b, false", "a/b, false",
    })
    void aSubscriptionIsJudgedByItsFilterAndSharedOrNot(String filter, boolean shared) {
        var policies = Policies.set("'effect':'allow','actions':['subscribe'],'resource':'a/#'");
        var unshared =
                Policies.set(
                        "'effect':'allow','actions':['subscribe'],'resource':'a/#',"
                                + "'conditions':{'shared':false}");

        assertThat(subscribe(policies, filter).allowed()).isTrue();
        assertThat(subscribe(policies, filter.replace("a/b", "b")).allowed()).isFalse();
        assertThat(subscribe(unshared, filter).allowed()).isEqualTo(!shared);
    }

    @ParameterizedTest
    @CsvSource({
        "$SYS/x, true",
        "$SYS, true",
        "$aws/things/dev-1/x, true",
        "$aws/things/dev-2/x, false",
        "$CONTROL/x, false",
        "$share/g/a, false",
    })
    void topicsOfTheBrokerNeedTheirFirstLevel(String topic, boolean allowed) {
        assertThat(publish(ANYTHING, topic).allowed()).isEqualTo(allowed);
    }

    @Test
    void lengthsAreThoseOfTheRawText() {
        assertThat(publish(ANYTHING, "a/".repeat(127) + "a").allowed()).isTrue();
        assertThat(publish(ANYTHING, "a/".repeat(128) + "a")).isEqualTo(MALFORMED);
        assertThat(subscribe(ANYTHING, "$share/g/" + "a/".repeat(125) + "a").allowed()).isTrue();
        assertThat(subscribe(ANYTHING, "$share/g/" + "a/".repeat(126) + "a")).isEqualTo(MALFORMED);
        assertThat(publish(ANYTHING, "x".repeat(1024)).allowed()).isTrue();
        assertThat(publish(ANYTHING, "x".repeat(1025))).isEqualTo(MALFORMED);
        assertThat(publish(ANYTHING, "\u20AC".repeat(342))).isEqualTo(MALFORMED);
        assertThat(publish(ANYTHING, "$delayed/5/" + "x".repeat(1014))).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001", "a\tb", "\u00A0", "A", "\u00E9", "e\u0301"})
    void topicsAreComparedAsTheyAre(String topic) {
        var policies =
                Policies.set("'effect':'allow','actions':['publish'],'resource':'a'", "'effect':'allow','actions':['publish'],'resource':'\u00E9'");

        assertThat(publish(ANYTHING, topic).allowed()).isTrue();
        assertThat(publish(policies, topic).allowed()).isEqualTo(topic.equals("\u00E9"));
    }

    @Test
    void whoCouldSubscribeAtAnyQualityMayUnsubscribe() {
        var policies =
                Policies.set(
                        "'effect':'allow','actions':['subscribe'],'resource':'a','conditions':{'qos_in':[2]}",
                        "'effect':'allow','actions':['subscribe'],'resource':'b'",
                        "'effect':'deny','actions':['unsubscribe'],'resource':'b'",
                        "'effect':'allow','actions':['unsubscribe'],'resource':'c'");

        assertThat(unsubscribes(policies, "a")).isTrue();
        assertThat(unsubscribes(policies, "b")).isFalse();
        assertThat(unsubscribes(policies, "c")).isTrue();
        assertThat(unsubscribes(policies, "d")).isFalse();
    }

    private static boolean unsubscribes(PolicySet policies, String filter) {
        Ask ask = new Unsubscribe(filter, true);
        return policies.decide(DEV, ask, NOW).allowed();
    }

    private static PolicySet filtering(String rule) {
        return PolicySet.of(
                List.of(
                        Policies.document("'effect':'allow'," + ALL + "'#'"),
                        PolicyDocument.parse(
                                Policies.json(
                                        "{'version':1,'id':'q','defaults':{'subscribe_deny':"
                                                + "'receive_filter'},'rules':[{'id':'d','effect':'deny',"
                                                + rule
                                                + "}]}"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'actions':['subscribe','receive'],'resource':'a/secret'|a/#|true|true",
                "'actions':['*'],'resource':'a/secret'|a/+|true|true",
                "'actions':['*'],'resource':'a/secret'|a/+|false|false",
                "'actions':['*'],'resource':'a/secret'|a/secret|true|false",
                "'actions':['*'],'resource':'a/#'|a/secret/+|true|false",
                "'actions':['subscribe'],'resource':'a/secret'|a/#|true|false",
                "'actions':['*'],'resource':'a/secret','conditions':{'any':[{'shared':true},{'tls':true}]}|a/#|true|false",
            })
    void aDenialMayBeLeftToTheQuestionForEachMessage(
            String rule, String filter, boolean receiptsAsked, boolean allowed) {
        var policies = filtering(rule);

        assertThat(
                        policies.decide(
                                        DEV, new Subscribe(filter, 1, true, receiptsAsked), NOW)
                                .allowed())
                .isEqualTo(allowed);
    }

    @Test
    void whatWasLeftIsDeniedThen() {
        var policies = filtering("'actions':['subscribe','receive'],'resource':'a/secret'");

        assertThat(policies.decide(DEV, new Receive("a/secret", Retain.NO, 1), NOW).allowed())
                .isFalse();
        assertThat(policies.decide(DEV, new Receive("a/open", Retain.NO, 1), NOW).allowed())
                .isTrue();
    }

    @Test
    void aRuleForPublishingWhatIsRetainedAllowsRetaining() {
        var policies =
                Policies.set(
                        "'effect':'allow','actions':['publish'],'resource':'a','conditions':{'retain':true}");

        assertThat(policies.decide(DEV, new Publish("a", Retain.YES, 1), NOW).allowed()).isTrue();
        assertThat(policies.decide(DEV, new Publish("a", Retain.NO, 1), NOW).allowed()).isFalse();
        assertThat(policies.decide(DEV, new Publish("a", Retain.UNKNOWN, 1), NOW).allowed())
                .isFalse();
    }

    /** Two ways at each level: without a bound on the work, 2^40 of them. */
    @Test
    void aHostileFilterCostsNoMoreThanTheRules() {
        var rules = new String[2_000];
        for (int i = 0; i < rules.length; i++) {
            var levels = new StringBuilder();
            for (int bit = 0; bit < 40; bit++) {
                levels.append((i * 31 >> bit % 11 & 1) == 0 ? "a/" : "+/");
            }
            rules[i] = "'effect':'deny'," + ALL + "'" + levels + "end" + i + "'";
        }
        var policies = Policies.set(rules);
        var start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            subscribe(policies, "+/".repeat(127) + "+");
            subscribe(policies, "+/".repeat(39) + "#");
            subscribe(policies, "a/".repeat(127) + "#");
            publish(policies, "a/".repeat(127) + "a");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
}
