// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Having a message kept is a right of its own; where the broker hides the flag, denials hold. */
class Row13RetainedTest {

    private static final Caller DEV = Policies.device("acme", "dev-1");

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

    @ParameterizedTest
    @CsvSource({
        "publish, publish, NO, true",
        "publish, publish, YES, false",
        "publish, retain, YES, true",
        "publish, publish, UNKNOWN, true",
        "retain, retain, YES, false",
    })
    void retainingNeedsBothRights(String one, String other, Retain retain, boolean allowed) {
        var policies =
                Policies.set(
                        "'effect':'allow','actions':['" + one + "'],'resource':'a'",
                        "'effect':'allow','actions':['" + other + "'],'resource':'#'");

        assertThat(policies.decide(DEV, new Publish("a", retain, 1), NOW).allowed())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"NO, true", "YES, false", "UNKNOWN, false"})
    void aDenialOfRetainHoldsInDoubt(Retain retain, boolean allowed) {
        var policies =
                Policies.set(
                        "'effect':'allow','actions':['*'],'resource':'a'",
                        "'effect':'deny','actions':['retain'],'resource':'a'");

        assertThat(policies.decide(DEV, new Publish("a", retain, 1), NOW).allowed())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "allow, NO, true",
        "allow, UNKNOWN, false",
        "deny, UNKNOWN, false",
        "deny, YES, true"
    })
    void aConditionOnAHiddenFlagHelpsNobody(String effect, Retain retain, boolean allowed) {
        var policies =
                Policies.set(
                        "'effect':'allow','actions':['retain'],'resource':'#'",
                        effect.equals("deny")
                                ? "'effect':'allow','actions':['publish'],'resource':'a'"
                                : "'effect':'allow','actions':['will'],'resource':'a'",
                        "'effect':'"
                                + effect
                                + "','actions':['publish'],'resource':'a','conditions':{'retain':false}");

        assertThat(policies.decide(DEV, new Publish("a", retain, 1), NOW).allowed())
                .isEqualTo(allowed);
    }
}
