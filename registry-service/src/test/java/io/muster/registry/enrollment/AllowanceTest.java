// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final Allowance allowance = new Allowance(3, Duration.ofMinutes(1), new Hand());

    @Test
    void whatIsSpentIsGone() {
        spend("a", 3);

        assertThat(allowance.exhausted("a")).isTrue();
    }

    @Test
    void oneLessIsNot() {
        spend("a", 2);

        assertThat(allowance.exhausted("a")).isFalse();
    }

    @Test
    void theNextWindowBeginsAnew() {
        spend("a", 5);
        now = now.plus(Duration.ofMinutes(1));

        assertThat(allowance.exhausted("a")).isFalse();
    }

    @Test
    void aThousandOthersHardlyMatter() {
        spend("a", 3);

        long hit = IntStream.range(0, 1000).filter(i -> allowance.exhausted("b" + i)).count();
        assertThat(hit).isLessThan(3);
    }

    private void spend(String key, int times) {
        for (int i = 0; i < times; i++) {
            allowance.spend(key);
        }
    }

    private final class Hand extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
