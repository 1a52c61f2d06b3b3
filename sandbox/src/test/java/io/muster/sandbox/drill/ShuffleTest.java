// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {

    private static final List<Integer> NUMBERS = IntStream.range(0, 500).boxed().toList();

    private final List<Integer> shuffled = Shuffle.of(NUMBERS, new SplittableRandom(1));

    @Test
    void eachComesOneToThreeTimes() {
        assertThat(NUMBERS)
                .allSatisfy(n -> assertThat(Collections.frequency(shuffled, n)).isBetween(1, 3));
        assertThat(shuffled).hasSizeBetween(900, 1_100);
    }

    @Test
    void theOrderIsAnother() {
        assertThat(shuffled.stream().distinct().toList()).isNotEqualTo(NUMBERS);
    }

    @Test
    void theSameSeedGivesTheSame() {
        assertThat(Shuffle.of(NUMBERS, new SplittableRandom(1))).isEqualTo(shuffled);
    }
}
