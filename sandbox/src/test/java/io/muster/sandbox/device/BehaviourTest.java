// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BehaviourTest {

    private static final int DEVICES = 20_000;

    @Test
    void sharesAreMetOverAFleet() {
        var counts = count(new Behaviour(42, 0.10, 0.05, 0), "2.0.0");

        assertThat(counts.get(Outcome.FAILS) / (double) DEVICES).isCloseTo(0.10, within(0.01));
        assertThat(counts.get(Outcome.HANGS) / (double) DEVICES).isCloseTo(0.05, within(0.01));
    }

    @Test
    void wholeSharesLeaveNothingToChance() {
        assertThat(count(new Behaviour(1, 1, 0, 0), "2.0.0")).containsOnlyKeys(Outcome.FAILS);
        assertThat(count(new Behaviour(1, 0, 1, 0), "2.0.0")).containsOnlyKeys(Outcome.HANGS);
        assertThat(count(Behaviour.sound(1), "2.0.0")).containsOnlyKeys(Outcome.SUCCEEDS);
    }

    @Test
    void theSameSeedGivesTheSameFates() {
        assertThat(fates(new Behaviour(9, 0.3, 0.3, 0.3)))
                .isEqualTo(fates(new Behaviour(9, 0.3, 0.3, 0.3)));
        assertThat(fates(new Behaviour(9, 0.3, 0.3, 0.3)))
                .isNotEqualTo(fates(new Behaviour(10, 0.3, 0.3, 0.3)));
    }

    @Test
    void everyVersionIsANewDraw() {
        var behaviour = new Behaviour(3, 0.5, 0, 0);

        var changed =
                IntStream.range(0, 1_000)
                        .filter(device ->
                                behaviour.outcome(device, "1.1.0")
                                        != behaviour.outcome(device, "1.2.0"))
                        .count();

        assertThat(changed).isBetween(400L, 600L);
    }

    @Test
    void sharesMustBeProbabilities() {
        assertThatThrownBy(() -> new Behaviour(1, 0.6, 0.5, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Behaviour(1, -0.1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Behaviour(1, Double.NaN, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Outcome> fates(Behaviour behaviour) {
        return IntStream.range(0, 500)
                .mapToObj(device -> behaviour.outcome(device, "2.0.0"))
                .toList();
    }

    private static Map<Outcome, Integer> count(Behaviour behaviour, String version) {
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        IntStream.range(0, DEVICES)
                .forEach(device ->
                        counts.merge(behaviour.outcome(device, version), 1, Integer::sum));
        return counts;
    }
}
