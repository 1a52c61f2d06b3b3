// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.bench.acl.fleet.Act;
import io.muster.bench.acl.fleet.FleetRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CedarTextTest {

    @Test
    void anAllowingRuleCoversWhatIsAsked() {
        var rule =
                new FleetRule(
                        "r",
                        false,
                        Set.of(Act.PUBLISH),
                        List.of("a", "+", FleetRule.OWN, "#"),
                        "g",
                        "10.0.0.0/24",
                        1);

        assertThat(CedarText.policies(rule))
                .containsExactly(
                        java.util.Map.entry(
                                "r-publish",
                                "permit(principal in Group::\"g\", action == Action::\"publish\", resource) when { "
                                        + "context.l0 == \"a\" && context.l1 != \"#\" && context.l2 == context.id"
                                        + " && context.n >= 3 && context.qos <= 1"
                                        + " && context.ip.isInRange(ip(\"10.0.0.0/24\")) };"));
    }

    @Test
    void aDenyingRuleAppliesToASubscriptionThatCouldTouchIt() {
        var rule =
                new FleetRule(
                        "r",
                        true,
                        Set.of(Act.SUBSCRIBE),
                        List.of("+", "b"),
                        null,
                        null,
                        FleetRule.ANY_QOS);

        assertThat(CedarText.policies(rule).get("r-subscribe"))
                .isEqualTo(
                        "forbid(principal, action == Action::\"subscribe\", resource) when { "
                                + "(context.n > 0 || context.hash <= 0)"
                                + " && (context.l1 == \"b\" || context.l1 == \"+\" || context.hash <= 1)"
                                + " && (context.n == 2 || context.hash <= 2) };");
    }
}
