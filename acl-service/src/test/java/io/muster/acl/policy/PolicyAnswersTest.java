// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Action;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import io.muster.acl.decision.Reason;
import io.muster.acl.policy.Explanation.Considered;
import io.muster.acl.policy.Explanation.Outcome;
import io.muster.acl.policy.Explanation.Tested;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What a set says about its decisions: why, how long, and to whom. */
class PolicyAnswersTest {

    private static final Caller DEV = Policies.device("acme", "dev-1");
    private static final String ALLOW = "'effect':'allow','actions':['publish'],'resource':";
    private static final String DENY = "'effect':'deny','actions':['publish'],'resource':";

    @Provide
    Arbitrary<Random> seeds() {
        return Arbitraries.randomValue(random -> new Random(random.nextLong()));
    }

    private static PolicySet set(Random random) {
        return PolicySet.of(
                new RandomPolicies(random)
                        .documents().stream().map(PolicyDocument::parse).toList());
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void anExplanationIsOfTheDecisionThatWasMade(@ForAll("seeds") Random random) {
        var policies = set(random);
        var questions = new RandomQuestions(random);
        for (int i = 0; i < 60; i++) {
            var caller = questions.caller();
            var ask = questions.ask();
            var now = questions.now();

            assertThat(policies.explain(caller, ask, now).decision())
                    .isEqualTo(policies.decide(caller, ask, now));
            assertThat(policies.explainConnect(caller, now).decision())
                    .isEqualTo(policies.connect(caller, now));
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void aDecisionHoldsAsLongAsItSays(@ForAll("seeds") Random random) {
        var policies = set(random);
        var questions = new RandomQuestions(random);
        for (int i = 0; i < 60; i++) {
            var caller = questions.caller();
            var ask = questions.ask();
            var now = questions.now();
            var until = policies.holdsUntil(caller, ask, now).orElse(now.plus(Duration.ofDays(9)));
            var later = between(now, until, random);

            assertThat(until).isAfter(now);
            assertThat(policies.decide(caller, ask, later).allowed())
                    .as("%s at %s and %s", ask, now, later)
                    .isEqualTo(policies.decide(caller, ask, now).allowed());
        }
    }

    /** Often the last moment, where mistakes are. */
    private static Instant between(Instant from, Instant to, Random random) {
        return random.nextBoolean()
                ? to.minusNanos(1)
                : from.plus(Duration.between(from, to).dividedBy(1 + random.nextInt(9)))
                        .minusNanos(1);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void whatTheRulesOfACallerSayIsWhatIsDecided(@ForAll("seeds") Random random) {
        var policies = set(random);
        var questions = new RandomQuestions(random);
        for (int i = 0; i < 60; i++) {
            if (questions.ask() instanceof Publish(var topic, _, var qos)
                    && TopicName.parse(topic).isPresent()
                    && !topic.startsWith("$delayed")) {
                var caller = questions.caller();
                var decision = policies.decide(caller, new Publish(topic, Retain.NO, qos), NOW);
                check(policies.rulesOf(caller), TopicName.of(topic), decision);
            }
        }
    }

    private static void check(List<CallerRule> rules, TopicName topic, Decision decision) {
        var matching =
                rules.stream()
                        .filter(rule -> rule.actions().contains(Action.PUBLISH))
                        .filter(rule -> TopicFilter.of(rule.filter()).matches(topic))
                        .toList();
        if (decision instanceof Allow(var name)) {
            assertThat(matching).extracting(CallerRule::id).contains(name);
            assertThat(matching).noneMatch(rule -> rule.denies() && rule.constant());
        } else {
            boolean denied = rules.stream().anyMatch(rule -> rule.denies() && !rule.constant());
            boolean allowed = matching.stream().anyMatch(r -> !r.denies() && r.constant());
            boolean refused = matching.stream().anyMatch(r -> r.denies() && r.constant());
            assertThat(allowed && !refused && !denied).isFalse();
        }
    }

    @Test
    void anExplanationNamesTheConditionThatFailed() {
        var policies =
                Policies.set(
                        ALLOW + "'a/${client.id}','conditions':{'tls':true,'qos_max':0}",
                        ALLOW + "'b'",
                        ALLOW + "'a/+','subject':{'type':['token']}",
                        ALLOW + "'a/${claims.sub}'",
                        DENY
                                + "'a/#','conditions':{'attr':'claims.x','op':'eq','value':1},"
                                + "'on_missing':'skip'");

        var explanation = policies.explain(DEV, new Publish("a/dev-1", Retain.NO, 1), NOW);

        assertThat(explanation.decision()).isEqualTo(Decision.deny(Reason.NO_MATCH));
        assertThat(explanation.omitted()).isZero();
        assertThat(explanation.considered())
                .containsExactlyInAnyOrder(
                        considered(
                                "p/r0",
                                false,
                                Outcome.CONDITION,
                                "a/${client.id}",
                                "a/dev-1",
                                new Tested("/rules/0/conditions/qos_max", Truth.FALSE),
                                new Tested("/rules/0/conditions/tls", Truth.UNKNOWN)),
                        considered("p/r1", false, Outcome.TOPIC, "b", "b"),
                        considered("p/r2", false, Outcome.SUBJECT, "a/+", "a/+"),
                        considered("p/r3", false, Outcome.VARIABLE, "a/${claims.sub}", "a/+"),
                        considered(
                                "p/r4",
                                true,
                                Outcome.CONDITION,
                                "a/#",
                                "a/#",
                                new Tested("/rules/4/conditions", Truth.UNKNOWN)));
    }

    private static Considered considered(
            String rule,
            boolean denies,
            Outcome outcome,
            String resource,
            String pattern,
            Tested... tests) {
        return new Considered(
                rule, denies, Action.PUBLISH, outcome, resource, pattern, List.of(tests));
    }

    @Test
    void anExplanationIsBounded() {
        var rules = new String[150];
        Arrays.setAll(rules, i -> ALLOW + "'x/" + i + "'");
        rules[149] = ALLOW + "'a'";

        var explanation = Policies.set(rules).explain(DEV, new Publish("a", Retain.NO, 1), NOW);

        assertThat(explanation.considered()).hasSize(100);
        assertThat(explanation.considered().getFirst().outcome()).isEqualTo(Outcome.APPLIES);
        assertThat(explanation.omitted()).isEqualTo(50);
    }

    @Test
    void aDecisionHoldsUntilTheNextEdgeOfARuleOnItsTopic() {
        var policies =
                Policies.set(
                        ALLOW
                                + "'a','conditions':{'time_window':{'from':'06:00','to':'22:00',"
                                + "'tz':'UTC'},'not_after':'2026-11-23T21:30:00Z'}",
                        ALLOW + "'b','conditions':{'not_before':'2027-01-01T00:00:00Z'}",
                        ALLOW + "'c'");

        assertThat(policies.holdsUntil(DEV, new Publish("a", Retain.NO, 1), NOW))
                .contains(Instant.parse("2026-11-23T21:30:00.000000001Z"));
        assertThat(policies.holdsUntil(DEV, new Publish("b", Retain.NO, 1), NOW))
                .contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(policies.holdsUntil(DEV, new Publish("c", Retain.NO, 1), NOW)).isEmpty();
        assertThat(policies.holdsUntil(DEV, new Subscribe("#", 1, true, false), NOW)).isEmpty();
    }

    @Test
    void theRulesOfACallerAreRendered() {
        var policies =
                Policies.set(
                        ALLOW + "['a/${client.id}','b/${claims.sub}']",
                        ALLOW + "'c','conditions':{'qos_max':1}",
                        ALLOW + "'d','conditions':{'attr':'cert.verified','op':'eq','value':true}",
                        ALLOW + "'e','conditions':{'attr':'cert.cn','op':'eq','value':'other'}",
                        ALLOW + "'f','subject':{'type':['token']}",
                        ALLOW + "'g/${attrs.ward}'",
                        DENY + "'h/${claims.sub}'",
                        DENY + "'${claims.sub}/i'",
                        "'effect':'allow','actions':['connect'],'resource':'*'");

        assertThat(policies.rulesOf(DEV))
                .containsExactly(
                        new CallerRule("p/r0", false, Set.of(Action.PUBLISH), "a/dev-1", true),
                        new CallerRule("p/r1", false, Set.of(Action.PUBLISH), "c", false),
                        new CallerRule("p/r2", false, Set.of(Action.PUBLISH), "d", true),
                        new CallerRule("p/r5", false, Set.of(Action.PUBLISH), "g/+", false),
                        new CallerRule("p/r6", true, Set.of(Action.PUBLISH), "h/+", true),
                        new CallerRule("p/r7", true, Set.of(Action.PUBLISH), "+/i", false));
    }
}
