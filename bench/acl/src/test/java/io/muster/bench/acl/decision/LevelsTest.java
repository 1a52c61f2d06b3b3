// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.bench.acl.fleet.FleetRule;
import io.muster.platform.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The peers' comparison of topics is ours, for all filters of up to three levels. */
class LevelsTest {

    private static final List<String> LEVELS = List.of("a", "b", "+");

    @Test
    void containmentAndMeetingAreAsOurs() {
        for (var pattern : filters()) {
            for (var asked : filters()) {
                var rule = TopicFilter.parse(pattern).orElseThrow();
                var filter = TopicFilter.parse(asked).orElseThrow();

                assertThat(Levels.contain(pattern.split("/"), asked.split("/"), "x"))
                        .as("%s contains %s", pattern, asked)
                        .isEqualTo(rule.contains(filter));
                assertThat(Levels.meet(pattern.split("/"), asked.split("/"), "x"))
                        .as("%s meets %s", pattern, asked)
                        .isEqualTo(rule.meets(filter));
            }
        }
    }

    @Test
    void theOwnLevelIsTheDevice() {
        String[] pattern = {"fleet", FleetRule.OWN, "#"};

        assertThat(Levels.contain(pattern, new String[] {"fleet", "dev-1", "x"}, "dev-1")).isTrue();
        assertThat(Levels.contain(pattern, new String[] {"fleet", "dev-1", "x"}, "dev-2"))
                .isFalse();
        assertThat(Levels.meet(pattern, new String[] {"fleet", "+"}, "dev-2")).isTrue();
    }

    private static List<String> filters() {
        var filters = new ArrayList<>(List.of("#"));
        for (var first : LEVELS) {
            filters.addAll(List.of(first, first + "/#"));
            for (var second : LEVELS) {
                var two = first + "/" + second;
                filters.addAll(List.of(two, two + "/#", two + "/a", two + "/+"));
            }
        }
        // The other spelling of #, which no rule of the fleet uses.
        filters.remove("+/#");
        return filters;
    }
}
