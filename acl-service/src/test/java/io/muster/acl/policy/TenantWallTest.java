// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Reason;
import io.muster.platform.topic.TopicFilter;
import io.muster.platform.topic.TopicName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantWallTest {

    private static final Caller DEVICE = Policies.device("acme", "dev-1");
    private static final List<String> SPACES = List.of("d", "p", "events");
    private static final List<String> LEVELS =
            List.of("d", "p", "events", "acme", "other", "x", "$x", "");
    private static final String CREDENTIALS = "events/acme/registry/credential.changed";
    private static final List<TopicName> TOPICS = topics();

    private final TenantWall wall = new TenantWall();

    private static List<TopicName> topics() {
        var texts = new ArrayList<>(LEVELS);
        var last = List.copyOf(LEVELS);
        for (int depth = 2; depth <= 4; depth++) {
            last = last.stream().flatMap(TenantWallTest::children).toList();
            texts.addAll(last);
        }
        texts.addAll(
                List.of(CREDENTIALS, CREDENTIALS + "/x", "events/acme/registry/device.created"));
        return texts.stream().flatMap(text -> TopicName.parse(text).stream()).toList();
    }

    private static Stream<String> children(String topic) {
        return LEVELS.stream().map(level -> topic + "/" + level);
    }

    /** The rule itself, in the words of the specification. */
    private static boolean foreign(TopicName topic) {
        var levels = topic.levels();
        return levels.size() > 1
                && SPACES.contains(levels.getFirst())
                && !levels.get(1).equals("acme");
    }

    /** What passwords are told on. */
    private static boolean secret(TopicName topic) {
        return topic.value().equals(CREDENTIALS);
    }

    @Test
    void everyTopicBelowAnotherTenantIsOutOfReach() {
        assertThat(TOPICS).hasSizeGreaterThan(1000);
        for (var topic : TOPICS) {
            boolean events = topic.levels().getFirst().equals("events");
            assertThat(bars(new Receive(topic.value(), Retain.NO, 1)))
                    .isEqualTo(foreign(topic) || secret(topic));
            assertThat(bars(new Publish(topic.value(), Retain.NO, 1)))
                    .as("%s", topic)
                    .isEqualTo(foreign(topic) || events);
            assertThat(bars(new LeaveWill(topic.value(), Retain.NO, 1)))
                    .isEqualTo(foreign(topic) || events);
        }
    }

    @Provide
    Arbitrary<String> filters() {
        return Arbitraries.of("d", "p", "events", "x", "acme", "other", "", "+", "$x")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .flatMap(levels -> Arbitraries.of("", "#", "/#").map(end -> join(levels, end)))
                .filter(text -> TopicFilter.parse(text).isPresent());
    }

    private static String join(List<String> levels, String end) {
        return end.equals("#") ? end : String.join("/", levels) + end;
    }

    /** A filter is barred exactly when a topic that it matches is out of reach. */
    @Property(tries = 1000)
    void aFilterIsBarredExactlyWhenItReachesAnotherTenant(@ForAll("filters") String text) {
        var filter = TopicFilter.of(text);
        boolean reaches =
                TOPICS.stream().anyMatch(topic -> filter.matches(topic) && foreign(topic));
        boolean hears = TOPICS.stream().anyMatch(topic -> filter.matches(topic) && secret(topic));

        for (var prefix : List.of("", "$share/g/", "$queue/", "$exclusive/")) {
            assertThat(bars(new Subscribe(prefix + text, 1, true, false)))
                    .as(prefix + text)
                    .isEqualTo(reaches || hears);
            assertThat(bars(new Unsubscribe(prefix + text, true))).isEqualTo(reaches);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+/#",
                "+/+",
                "d/#",
                "d/+/x",
                "d/",
                "d/other",
                "p/other/#",
                "events/+/registry/#",
                "$share/g/#",
                "$share/g/d/+/x",
            })
    void noPolicyOpensTheWallToASubscriber(String filter) {
        var everything = everything();

        var decision =
                everything.decide(DEVICE, new Subscribe(filter, 1, true, false), Policies.NOW);

        assertThat(decision.allowed()).isFalse();
        assertThat(decision).hasFieldOrPropertyWithValue("reason", Reason.TENANT_MISMATCH);
    }

    /** Whoever hears all events of a tenant would hear the hashes of its passwords. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                CREDENTIALS,
                "events/acme/#",
                "events/acme/registry/#",
                "events/acme/+/+",
                "events/acme/registry/credential.deleted",
                "$share/g/events/acme/registry/+"
            })
    void noPolicyTellsOfCredentials(String filter) {
        assertThat(bars(new Subscribe(filter, 1, true, false))).isTrue();
        assertThat(bars(new Subscribe("events/acme/registry/device.created", 1, true, false)))
                .isFalse();
        assertThat(bars(new Subscribe("events/acme/shadow/#", 1, true, false))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"d/other/x", "events/acme/registry/x", "$delayed/5/d/other/x", "p/other/y"})
    void noPolicyOpensTheWallToAPublisher(String topic) {
        var decision = everything().decide(DEVICE, new Publish(topic, Retain.NO, 1), Policies.NOW);

        assertThat(decision).hasFieldOrPropertyWithValue("reason", Reason.TENANT_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d/acme/x", "home/other/x", "d", "data/other/x"})
    void whatIsNobodyElsesIsLeftToThePolicies(String topic) {
        assertThat(
                        everything()
                                .decide(DEVICE, new Publish(topic, Retain.NO, 1), Policies.NOW)
                                .allowed())
                .isTrue();
    }

    @Test
    void ourServicesStandOutside() {
        var service = Policies.service("registry-service");

        assertThat(wall.bars(service.subject(), new Publish("events/a/b", Retain.NO, 1))).isFalse();
        assertThat(wall.bars(service.subject(), new Subscribe("d/+/+/x", 1, true, false)))
                .isFalse();
    }

    /** A broker that judges by rules sent ahead would never ask us, so such rules are not sent. */
    @Test
    void noRuleThatReachesOverTheWallIsHandedToABroker() {
        var rules =
                PolicySet.of(
                        List.of(
                                Policies.document(
                                        "'effect':'allow','actions':['subscribe'],'resource':["
                                                + "'d/acme/#','home/#','#','d/+/x','+/other']",
                                        "'effect':'allow','actions':['publish'],'resource':["
                                                + "'d/acme/#','+/acme/x','events/acme/x']")),
                        wall);

        var handed =
                rules.rulesOf(DEVICE).stream()
                        .filter(CallerRule::constant)
                        .map(rule -> rule.id() + " " + rule.filter());

        assertThat(handed).containsExactly("p/r0 d/acme/#", "p/r0 home/#", "p/r1 d/acme/#");
    }

    @Test
    void anExplanationKnowsTheWall() {
        var ask = new Publish("d/other/x", Retain.NO, 1);

        assertThat(everything().explain(DEVICE, ask, Policies.NOW).decision())
                .isEqualTo(everything().decide(DEVICE, ask, Policies.NOW));
    }

    private boolean bars(Ask ask) {
        return wall.bars(DEVICE.subject(), ask);
    }

    private PolicySet everything() {
        var all = "'effect':'allow','actions':['*'],'resource':'#'";
        return PolicySet.of(List.of(Policies.document(all)), wall);
    }
}
