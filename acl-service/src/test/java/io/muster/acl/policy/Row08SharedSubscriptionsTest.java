// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Ask.Unsubscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import io.muster.acl.decision.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shared subscription is judged by its filter, never by its raw text. */
class Row08SharedSubscriptionsTest {

    private static final Caller DEV = Policies.device("acme", "dev-1");
    private static final Decision MALFORMED = Decision.deny(Reason.MALFORMED_TOPIC);
    private static final PolicySet ANYTHING =
            Policies.set(
                    "'effect':'allow','actions':['*'],"
                            + "'resource':['#','$SYS/#','$aws/things/${client.id}/#']");

    private static Decision subscribe(PolicySet policies, String filter) {
        return policies.decide(DEV, new Subscribe(filter, 1, true, false), NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$share",
                "$share/g",
                "$share//a",
                "$share/g/",
                "$share/+/a",
                "$share/g#/a",
                "$share/g/a#",
                "$share/g/$share/h/a",
                "$share/g/$queue/a",
                "$share/g/$exclusive/a",
                "$queue",
                "$queue/",
                "$queue/$share/g/a",
                "$queue/a/#/b",
                "$exclusive",
                "$exclusive/",
                "$exclusive/$queue/a",
                "$delayed/5/a",
                "a/\uD800/b",
                "a\0"
            })
    void aFilterThatIsNoneIsMalformed(String filter) {
        assertThat(subscribe(ANYTHING, filter)).isEqualTo(MALFORMED);
        assertThat(ANYTHING.decide(DEV, new Unsubscribe(filter, true), NOW)).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "$share/g/a/b, true",
        "$queue/a/b, true",
        "$exclusive/a/b, false",
        "a/b, false",
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
}
