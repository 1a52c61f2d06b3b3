// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.policy;

import static io.muster.acl.policy.Policies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.decision.Ask.Subscribe;
import io.muster.acl.decision.Caller;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the engine that hold for any rules and any question. */
class PolicySetPropertiesTest {

    private static final Caller CALLER = Policies.device("acme", "a");

    @Provide
    Arbitrary<String> filters() {
        var level = Arbitraries.of("a", "b", "+", "$x", "", "${client.id}", "${claims.sub}");
        var levels = level.list().ofMinSize(1).ofMaxSize(4);
        return levels.flatMap(some -> Arbitraries.of(true, false).map(open -> join(some, open)))
                .filter(text -> !text.isEmpty());
    }

    private static String join(List<String> levels, boolean open) {
        var all = new ArrayList<>(levels);
        if (open) {
            all.add("#");
        }
        return String.join("/", all);
    }

    @Provide
    Arbitrary<String> rules() {
        var actions = Arbitraries.of("publish", "subscribe", "retain", "*");
        var effects = Arbitraries.of("allow", "deny");
        return effects.flatMap(
                effect -> actions.flatMap(action -> filters().map(f -> rule(effect, action, f))));
    }

    private static String rule(String effect, String action, String filter) {
        return "'effect':'" + effect + "','actions':['" + action + "'],'resource':'" + filter + "'";
    }

    @Provide
    Arbitrary<Ask> asks() {
        var topics =
                Arbitraries.of("a", "b", "$x", "")
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(5)
                        .map(levels -> String.join("/", levels));
        var filters =
                Arbitraries.of("a", "b", "+", "$x", "")
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(4)
                        .map(levels -> String.join("/", levels));
        return Arbitraries.oneOf(
                topics.flatMap(t -> Arbitraries.of(Retain.class).map(r -> new Publish(t, r, 1))),
                filters.map(f -> new Subscribe(f, 1, true, false)),
                filters.map(f -> new Subscribe(f + "/#", 1, true, false)),
                filters.map(f -> new Subscribe("$share/g/" + f, 1, true, false)));
    }

    @Property
    void whoMaySubscribeToAFilterMayToEachOfItsTopics(
            @ForAll("ruleLists") List<String> rules, @ForAll("asks") Ask ask) {
        if (ask instanceof Subscribe(var filter, _, _, _)) {
            var policies = Policies.set(rules.toArray(String[]::new));
            var narrower = filter.replace("+", "a").replace("#", "b");

            assertThat(
                            policies.decide(CALLER, ask, NOW).allowed()
                                    && !policies.decide(
                                                    CALLER,
                                                    new Subscribe(narrower, 1, true, false),
                                                    NOW)
                                            .allowed())
                    .isFalse();
        }
    }

    @Provide
    Arbitrary<List<String>> ruleLists() {
        return rules().list().ofMaxSize(6);
    }
}
