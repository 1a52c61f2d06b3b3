// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 63, 64, 65, 127, 128, 1_000, 123_456, 1_000_000_000, 900_000_000_000L})
    void whatIsReadBackIsNeverTooLowAndAtMostASixtyFourthTooHigh(long nanos) {
        latencies.add(nanos);

        double read = latencies.micros(0.5) * 1_000;

        assertThat(read).isBetween((double) nanos, nanos * (1 + 1 / 64.0));
    }

    @Test
    void percentilesAgreeWithASortedList() {
        var random = new Random(7);
        var all = random.longs(10_000, 0, 5_000_000).toArray();
        Arrays.stream(all).forEach(latencies::add);
        Arrays.sort(all);

        assertThat(latencies.micros(0.5)).isCloseTo(all[4_999] / 1e3, within(all[4_999] / 64e3));
        assertThat(latencies.micros(0.99)).isCloseTo(all[9_899] / 1e3, within(all[9_899] / 64e3));
        assertThat(latencies.micros(1)).isCloseTo(all[9_999] / 1e3, within(all[9_999] / 64e3));
    }

    @Test
    void twoHistogramsAreOne() {
        latencies.add(10);
        var other = new Latencies();
        other.add(30);

        latencies.addAll(other);

        assertThat(latencies.total()).isEqualTo(2);
        assertThat(latencies.micros(0.5)).isEqualTo(0.010);
        assertThat(latencies.micros(1)).isEqualTo(0.030);
    }

    @Test
    void nothingWasMeasuredInNoTime() {
        assertThat(latencies.micros(0.99)).isZero();
    }
}
