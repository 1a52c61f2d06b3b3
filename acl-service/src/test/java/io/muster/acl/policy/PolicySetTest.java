// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static io.muster.acl.policy.Policies.device;
import static io.muster.acl.policy.Policies.deviceAs;
import static io.muster.acl.policy.Policies.set;
import static io.muster.acl.policy.Policies.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.LeaveWill;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Decision.Allow;
import io.muster.acl.decision.Decision.Deny;
import io.muster.acl.decision.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySetTest {

    private static final Caller DEV = device("acme", "dev-1");

    private static Ask publish(String topic) {
        return new Publish(topic, Retain.NO, 1);
    }

    private static Ask subscribe(String filter) {
        return new Subscribe(filter, 1, true, false);
    }

    private static String allow(String action, String resource) {
        return "'effect':'allow','actions':['" + action + "'],'resource':'" + resource + "'";
    }

    private static String deny(String action, String resource) {
        return "'effect':'deny','actions':['" + action + "'],'resource':'" + resource + "'";
    }

    @Test
    void whatNoRuleAllowsIsDenied() {
        assertThat(set().decide(DEV, publish("a"), NOW)).isEqualTo(Decision.deny(Reason.NO_MATCH));
        assertThat(set().connect(DEV, NOW)).isEqualTo(Decision.deny(Reason.NO_MATCH));
    }

    @Test
    void theAnswerNamesTheRule() {
        var policies = set(allow("publish", "a/#"), deny("publish", "a/b"));

        assertThat(policies.decide(DEV, publish("a/x"), NOW)).isEqualTo(new Allow("p/r0"));
        assertThat(policies.decide(DEV, publish("a/b"), NOW))
                .isEqualTo(new Deny(Reason.EXPLICIT_DENY, "p/r1"));
    }

    @ParameterizedTest
    @CsvSource({
        "a/#,   a/b,       true",
        "a/#,   a/+/c,     true",
        "a/#,   a/#,       true",
        "a/#,   a,         true",
        "a/+,   a/+,       true",
        "a/+,   a/#,       false",
        "+,     #,         false",
        "#,     $SYS/a,    false",
        "+/a,   $SYS/a,    false",
        "$SYS/#,$SYS/a,    true",
        "a/b,   a/+,       false",
    })
    void aSubscriptionNeedsARuleThatCoversAllOfIt(String rule, String filter, boolean allowed) {
        var policies = set(allow("subscribe", rule));

        assertThat(policies.decide(DEV, subscribe(filter), NOW).allowed()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "a/#", "a/+/c", "a/secret/#", "+/secret/c"})
    void aSubscriptionThatMeetsADenyIsDenied(String filter) {
        var policies = set(allow("subscribe", "#"), deny("subscribe", "a/secret/c"));

        assertThat(policies.decide(DEV, subscribe(filter), NOW))
                .isEqualTo(new Deny(Reason.EXPLICIT_DENY, "p/r1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/+/b", "#", "a\0b"})
    void aTopicThatIsNoneIsMalformed(String topic) {
        assertThat(set(allow("publish", "#")).decide(DEV, publish(topic), NOW))
                .isEqualTo(Decision.deny(Reason.MALFORMED_TOPIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/#/b",
                "a+",
                "$share",
                "$share/g",
                "$share//a",
                "$share/g/",
                "$share/+/a",
                "$share/g/$share/h/a"
            })
    void aFilterThatIsNoneIsMalformed(String filter) {
        assertThat(set(allow("subscribe", "#")).decide(DEV, subscribe(filter), NOW))
                .isEqualTo(Decision.deny(Reason.MALFORMED_TOPIC));
    }

    @Test
    void aSharedSubscriptionIsJudgedByItsFilter() {
        var policies = set(allow("subscribe", "a/#"));

        assertThat(policies.decide(DEV, subscribe("$share/g/a/b"), NOW).allowed()).isTrue();
        assertThat(policies.decide(DEV, subscribe("$share/g/#"), NOW).allowed()).isFalse();
        assertThat(policies.decide(DEV, subscribe("$share/g/$SYS/x"), NOW).allowed()).isFalse();
    }

    @Test
    void sharedCanBeDeniedAndStandsBackWhereTheBrokerHidesIt() {
        var policies =
                set(
                        allow("subscribe", "a/#"),
                        deny("subscribe", "#")
                                + ",'conditions':{'shared':true},'on_missing':'skip'");

        assertThat(policies.decide(DEV, subscribe("$share/g/a/b"), NOW).allowed()).isFalse();
        assertThat(policies.decide(DEV, subscribe("a/b"), NOW).allowed()).isTrue();
        assertThat(policies.decide(DEV, new Subscribe("a/b", 1, false, false), NOW).allowed())
                .isTrue();
    }

    @Test
    void aDenyWhoseConditionIsUnknownApplies() {
        var policies =
                set(
                        allow("subscribe", "#"),
                        deny("subscribe", "#") + ",'conditions':{'shared':true}");

        assertThat(policies.decide(DEV, new Subscribe("a/b", 1, false, false), NOW).allowed())
                .isFalse();
    }

    @Test
    void anAllowWhoseConditionIsUnknownDoesNot() {
        var policies = set(allow("subscribe", "#") + ",'conditions':{'shared':false}");

        assertThat(policies.decide(DEV, new Subscribe("a/b", 1, false, false), NOW).allowed())
                .isFalse();
        assertThat(policies.decide(DEV, subscribe("a/b"), NOW).allowed()).isTrue();
    }

    @Test
    void aWillNeedsPublishAndWill() {
        var will = new LeaveWill("a", Retain.NO, 1);

        assertThat(set(allow("publish", "a")).decide(DEV, will, NOW).allowed()).isFalse();
        assertThat(set(allow("will", "a")).decide(DEV, will, NOW).allowed()).isFalse();
        assertThat(set(allow("publish", "a"), allow("will", "a")).decide(DEV, will, NOW).allowed())
                .isTrue();
    }

    @Test
    void retainingNeedsARightOfItsOwnPerhapsFromAnotherRule() {
        var retained = new Publish("a", Retain.YES, 1);

        assertThat(set(allow("publish", "a")).decide(DEV, retained, NOW).allowed()).isFalse();
        assertThat(
                        set(allow("publish", "a"), allow("retain", "#"))
                                .decide(DEV, retained, NOW)
                                .allowed())
                .isTrue();
    }

    @Test
    void whereTheBrokerHidesRetainOnlyADenyCounts() {
        var hidden = new Publish("a", Retain.UNKNOWN, 1);

        assertThat(set(allow("publish", "a")).decide(DEV, hidden, NOW).allowed()).isTrue();
        assertThat(
                        set(allow("publish", "a"), deny("retain", "a"))
                                .decide(DEV, hidden, NOW)
                                .allowed())
                .isFalse();
    }

    @Test
    void variablesAreTheCallersOwn() {
        var policies = set(allow("publish", "d/${subject.tenant}/x-${client.id}/#"));

        assertThat(policies.decide(DEV, publish("d/acme/x-dev-1/t"), NOW).allowed()).isTrue();
        assertThat(policies.decide(DEV, publish("d/acme/x-dev-2/t"), NOW).allowed()).isFalse();
        assertThat(policies.decide(DEV, publish("d/other/x-dev-1/t"), NOW).allowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "#", "a/b", "", "a\u0001"})
    void aValueThatDoesNotFitOneLevelMakesAnAllowMatchNothing(String clientId) {
        var policies =
                set(allow("subscribe", "d/${client.id}/#"), allow("publish", "d/${client.id}/t"));
        var caller = deviceAs("acme", "dev-1", clientId);

        assertThat(policies.decide(caller, subscribe("d/" + clientId + "/#"), NOW).allowed())
                .isFalse();
        assertThat(policies.decide(caller, publish("d/x/t"), NOW).allowed()).isFalse();
    }

    @Test
    void aMissingValueMakesADenyMatchAnything() {
        var policies =
                set(
                        allow("publish", "#"),
                        allow("subscribe", "#"),
                        deny("publish", "d/${claims.sub}/t")
                                + ",'conditions':{'client_id':'nobody'}",
                        deny("subscribe", "d/${claims.sub}/t"));

        assertThat(policies.decide(DEV, publish("d/any/t"), NOW).allowed()).isFalse();
        assertThat(policies.decide(DEV, publish("d/any/u"), NOW).allowed()).isTrue();
        assertThat(policies.decide(DEV, subscribe("d/+/t"), NOW).allowed()).isFalse();
    }

    @Test
    void aValueCanNotReachTheBrokersOwnTopics() {
        var policies =
                set(allow("publish", "${client.id}/x"), allow("subscribe", "${client.id}/x"));
        var caller = deviceAs("acme", "dev-1", "$SYS");

        assertThat(policies.decide(caller, publish("$SYS/x"), NOW).allowed()).isFalse();
        assertThat(policies.decide(caller, subscribe("$SYS/x"), NOW).allowed()).isFalse();
    }

    @Test
    void aLiteralResourceIsNotExpanded() {
        var policies = set(allow("publish", "eq:a/${client.id}"));

        assertThat(policies.decide(DEV, publish("a/${client.id}"), NOW).allowed()).isTrue();
        assertThat(policies.decide(DEV, publish("a/dev-1"), NOW).allowed()).isFalse();
    }

    @Test
    void theSubjectIsCheckedFirst() {
        var policies =
                set(allow("publish", "a") + ",'subject':{'type':['token'],'groups_any':['g','h']}");

        assertThat(policies.decide(DEV, publish("a"), NOW).allowed()).isFalse();
        assertThat(policies.decide(token("c", "c"), publish("a"), NOW).allowed()).isFalse();
        assertThat(policies.decide(token("c", "c", "h"), publish("a"), NOW).allowed()).isTrue();
    }

    @Test
    void onlyTheClientIdIsWrong() {
        var policies =
                set(
                        "'effect':'allow','actions':['connect'],'resource':'*','conditions':{'client_id':'${cert.cn}'}");

        assertThat(policies.connect(DEV, NOW).allowed()).isTrue();
        assertThat(policies.connect(deviceAs("acme", "dev-1", "dev-2"), NOW))
                .isEqualTo(Decision.deny(Reason.CLIENT_ID_UNBOUND));
        assertThat(policies.connect(token("c", "dev-1"), NOW))
                .isEqualTo(Decision.deny(Reason.CLIENT_ID_UNBOUND));
    }

    @ParameterizedTest
    @CsvSource({
        "svc-*,            svc-a,     true",
        "svc-*,            svc-,      true",
        "svc-*,            svc,       false",
        "*,                anything,  true",
        "a*b*c,            abc,       true",
        "a*b*c,            axxbyyc,   true",
        "a*b*c,            acb,       false",
        "ab*ba,            aba,       false",
        "${client.username}-*, c-1,   true",
        "${client.username}-*, d-1,   false",
    })
    void clientIdsMatchPatterns(String pattern, String clientId, boolean allowed) {
        var policies =
                set(
                        "'effect':'allow','actions':['connect'],'resource':'*','conditions':{'client_id':'"
                                + pattern
                                + "'}");

        assertThat(policies.connect(token("c", clientId), NOW).allowed()).isEqualTo(allowed);
    }

    @Test
    void aStarInAValueIsNoWildcard() {
        var policies =
                set(
                        "'effect':'allow','actions':['connect'],'resource':'*','conditions':{'client_id':'${claims.sub}'}");

        assertThat(policies.connect(token("*", "anybody"), NOW).allowed()).isFalse();
        assertThat(policies.connect(token("*", "*"), NOW).allowed()).isTrue();
    }

    @Test
    void anyActionMeansAnyButConnect() {
        var policies = set("'effect':'allow','actions':['*'],'resource':'#'");

        assertThat(policies.decide(DEV, new LeaveWill("a", Retain.YES, 1), NOW).allowed()).isTrue();
        assertThat(policies.connect(DEV, NOW).allowed()).isFalse();
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
}
