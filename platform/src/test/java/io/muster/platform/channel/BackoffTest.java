// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration BASE = Duration.ofMillis(200);
    private static final Duration CAP = Duration.ofSeconds(10);

    @Property
    void staysBetweenOneMillisecondAndTheCap(
            @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int attempt, @ForAll long seed) {
        assertThat(new Backoff(BASE, CAP, new Random(seed)).millis(attempt)).isBetween(1L, 10_000L);
    }

    @Test
    void doublesItsCeilingUpToTheCap() {
        var ceilings = new ArrayList<Long>();
        var backoff = new Backoff(BASE, CAP, new Highest(ceilings));

        IntStream.range(0, 8).forEach(backoff::millis);

        assertThat(ceilings).containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 10000L, 10000L);
    }

    @Test
    void spreadsReplicasOverTheWholeTime() {
        var backoff = new Backoff(BASE, CAP, new Random(1));

        var waits =
                IntStream.range(0, 1_000).mapToLong(_ -> backoff.millis(20)).summaryStatistics();

        assertThat(waits.getMin()).isLessThan(500);
        assertThat(waits.getMax()).isGreaterThan(9_500);
        assertThat(waits.getAverage()).isBetween(4_000.0, 6_000.0);
    }

    /** Writes down which ceilings it is asked for. */
    record Highest(List<Long> ceilings) implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            ceilings.add(bound);
            return bound - 1;
        }
    }
}
