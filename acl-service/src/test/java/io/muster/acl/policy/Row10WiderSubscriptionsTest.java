// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask.Receive;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscription that is wider than the grant, or than what is denied. */
class Row10WiderSubscriptionsTest {

    private static final Caller DEV = Policies.device("acme", "dev-1");

    private static PolicySet filtering(String rule) {
        return PolicySet.of(
                List.of(
                        Policies.document("'effect':'allow','actions':['*'],'resource':'#'"),
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
                        policies.decide(DEV, new Subscribe(filter, 1, true, receiptsAsked), NOW)
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

    @ParameterizedTest
    @CsvSource({
        "a/+, a/#, false",
        "+, #, false",
        "a/+, a/+, true",
        "a/#, a, true",
        "a/b, a/+, false",
        "a/+/c, a/b/c, true",
        "a/+/c, a/+/+, false",
        "#, +/+, true",
        "+/#, #, true",
    })
    void anAllowMustContainIt(String resource, String filter, boolean allowed) {
        var policies =
                Policies.set(
                        "'effect':'allow','actions':['subscribe'],'resource':'" + resource + "'");

        assertThat(policies.decide(DEV, new Subscribe(filter, 1, true, true), NOW).allowed())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "a/#", "+/+", "a/secret", "a/secret/#", "+/secret", "a/+"})
    void aDenyNeedOnlyMeetIt(String filter) {
        var policies =
                Policies.set(
                        "'effect':'allow','actions':['subscribe'],'resource':'#'",
                        "'effect':'deny','actions':['subscribe'],'resource':'a/secret'");

        assertThat(policies.decide(DEV, new Subscribe(filter, 1, true, true), NOW).allowed())
                .isFalse();
    }

    /** AWS takes a wildcard in a denial for a literal; here it is one. */
    @Test
    void aWildcardInADenyIsAWildcard() {
        var policies =
                Policies.set(
                        "'effect':'allow','actions':['subscribe'],'resource':'#'",
                        "'effect':'deny','actions':['subscribe'],'resource':'a/#'");

        assertThat(policies.decide(DEV, new Subscribe("a/b/c", 1, true, true), NOW).allowed())
                .isFalse();
    }
}
