// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker's own topics, and those that say when to deliver. */
class Row09InternalTopicsTest {

    private static final Caller DEV = Policies.device("acme", "dev-1");
    private static final Decision MALFORMED = Decision.deny(Reason.MALFORMED_TOPIC);
    private static final PolicySet ANYTHING =
            Policies.set(
                    "'effect':'allow','actions':['*'],"
                            + "'resource':['#','$SYS/#','$aws/things/${client.id}/#']");

    private static Decision publish(PolicySet policies, String topic) {
        return policies.decide(DEV, new Publish(topic, Retain.NO, 1), NOW);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$delayed",
                "$delayed/5",
                "$delayed/5/",
                "$delayed/x/a",
                "$delayed//a",
                "$delayed/-5/a",
                "$delayed/5.0/a",
                "$delayed/\u0665/a",
                "$delayed/5/a/+",
                "$delayed/5/$delayed/5/a",
                "$delayed/5/$share/g/a",
                "a/\uDC00"
            })
    void aTopicThatIsNoneIsMalformed(String topic) {
        assertThat(publish(ANYTHING, topic)).isEqualTo(MALFORMED);
        assertThat(ANYTHING.decide(DEV, new LeaveWill(topic, Retain.NO, 1), NOW))
                .isEqualTo(MALFORMED);
    }

    @Test
    void aDelayedMessageIsJudgedByItsTopic() {
        var policies =
                Policies.set("'effect':'allow','actions':['publish','will'],'resource':'a/#'");

        assertThat(publish(policies, "$delayed/5/a/b").allowed()).isTrue();
        assertThat(publish(policies, "$delayed/5/b").allowed()).isFalse();
        assertThat(policies.decide(DEV, new LeaveWill("$delayed/0/a", Retain.NO, 1), NOW).allowed())
                .isTrue();
        assertThat(ANYTHING.decide(DEV, new Receive("$delayed/5/a", Retain.NO, 1), NOW).allowed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "+/#", "+/x", "+/+"})
    void aWildcardAtTheRootCoversNoneOfThem(String filter) {
        var policies = Policies.set("'effect':'allow','actions':['*'],'resource':'" + filter + "'");

        assertThat(publish(policies, "$SYS/x").allowed()).isFalse();
        assertThat(policies.decide(DEV, new Subscribe("$SYS/x", 1, true, false), NOW).allowed())
                .isFalse();
        assertThat(policies.decide(DEV, new Receive("$SYS/x", Retain.NO, 1), NOW).allowed())
                .isFalse();
    }
}
