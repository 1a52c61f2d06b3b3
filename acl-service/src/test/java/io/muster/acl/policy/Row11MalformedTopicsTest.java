// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is no topic, and topics compared as they are. */
class Row11MalformedTopicsTest {

    private static final Caller DEV = Policies.device("acme", "dev-1");
    private static final Decision MALFORMED = Decision.deny(Reason.MALFORMED_TOPIC);
    private static final PolicySet ANYTHING =
            Policies.set(
                    "'effect':'allow','actions':['*'],"
                            + "'resource':['#','$SYS/#','$aws/things/${client.id}/#']");

    private static Decision publish(PolicySet policies, String topic) {
        return policies.decide(DEV, new Publish(topic, Retain.NO, 1), NOW);
    }

    private static Decision subscribe(PolicySet policies, String filter) {
        return policies.decide(DEV, new Subscribe(filter, 1, true, false), NOW);
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
                Policies.set(
                        "'effect':'allow','actions':['publish'],'resource':'a'",
                        "'effect':'allow','actions':['publish'],'resource':'\u00E9'");

        assertThat(publish(ANYTHING, topic).allowed()).isTrue();
        assertThat(publish(policies, topic).allowed()).isEqualTo(topic.equals("\u00E9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a+", "+", "#", "a/#", "a/+/b", "a\0b", "a/\uD800", "\uDC00\uD800"})
    void whatIsNoTopicIsMalformed(String topic) {
        assertThat(publish(ANYTHING, topic)).isEqualTo(MALFORMED);
        assertThat(ANYTHING.decide(DEV, new Receive(topic, Retain.NO, 1), NOW))
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a+", "a/#/b", "#/a", "a#", "a\0b", "a/\uD800/#"})
    void whatIsNoFilterIsMalformed(String filter) {
        assertThat(subscribe(ANYTHING, filter)).isEqualTo(MALFORMED);
    }
}
