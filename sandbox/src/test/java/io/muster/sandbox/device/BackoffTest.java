// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    @Test
    void ceilingDoublesUntilTheCap() {
        assertThat(IntStream.range(0, 9).mapToObj(backoff::ceiling).map(Duration::toMillis))
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L);
        assertThat(backoff.ceiling(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void delaysFillTheWholeRange() {
        var random = new SplittableRandom(1);

        var delays =
                IntStream.range(0, 2_000)
                        .mapToLong(any -> backoff.delay(4, random).toMillis())
                        .summaryStatistics();

        assertThat(delays.getMax()).isBetween(1_500L, 1_600L);
        assertThat(delays.getMin()).isBetween(0L, 100L);
        assertThat(delays.getAverage()).isBetween(750.0, 850.0);
    }

    @Test
    void theSameSeedWaitsTheSame() {
        var one = new SplittableRandom(7);
        var other = new SplittableRandom(7);

        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(backoff.delay(attempt, one)).isEqualTo(backoff.delay(attempt, other));
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
