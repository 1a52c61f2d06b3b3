// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import io.muster.acl.decision.Decision;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No pattern, filter or document makes the service work without bound. */
class Row18NoPatternExplodesTest {

    private static final Caller DEV = Policies.device("acme", "dev-1");

    private static Decision publish(PolicySet policies, String topic) {
        return policies.decide(DEV, new Publish(topic, Retain.NO, 1), NOW);
    }

    private static Decision subscribe(PolicySet policies, String filter) {
        return policies.decide(DEV, new Subscribe(filter, 1, true, false), NOW);
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
            rules[i] = "'effect':'deny','actions':['*'],'resource':'" + levels + "end" + i + "'";
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

    @Test
    void aGlobTakesNoLongerThanTheProductOfBothLengths() {
        var glob = new Glob("*a".repeat(127) + "b");
        var start = System.nanoTime();

        assertThat(glob.matches("a".repeat(8_192))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aClientIdPatternGoesNowhereTwice() {
        var policies =
                Policies.set(
                        "'effect':'allow','actions':['connect'],'resource':'*',"
                                + "'conditions':{'client_id':'"
                                + "*a".repeat(500)
                                + "b'}");
        var start = System.nanoTime();

        assertThat(
                        policies.connect(Policies.deviceAs("acme", "dev-1", "a".repeat(8_192)), NOW)
                                .allowed())
                .isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
