// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BucketTest {

    private static final int DEVICES = 100_000;

    @Test
    void devicesAreSpreadEvenly() {
        int groups = 100;
        var counts = new int[groups];
        IntStream.range(0, DEVICES)
                .forEach(i -> counts[Bucket.of("salt", "dev-" + i) * groups / Bucket.COUNT]++);
        double expected = (double) DEVICES / groups;

        double chiSquare =
                IntStream.of(counts)
                        .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                        .sum();

        // 99 degrees of freedom: a fair spread stays below 149 in 999 of 1,000 cases.
        assertThat(chiSquare).isLessThan(149);
    }

    @Test
    void rolloutsDisagreeOnWhoIsFirst() {
        long both =
                IntStream.range(0, DEVICES)
                        .mapToObj(i -> "dev-" + i)
                        .filter(device -> Bucket.of("one", device) < 1000)
                        .filter(device -> Bucket.of("two", device) < 1000)
                        .count();

        // A tenth of a tenth; three standard deviations are 95.
        assertThat(both).isBetween(900L, 1100L);
    }

    @Property
    void everyDeviceIsInExactlyOneWave(
            @ForAll("plans") List<Integer> shares,
            @ForAll @IntRange(max = Bucket.COUNT - 1) int bucket,
            @ForAll @IntRange(max = Bucket.COUNT - 1) int lowest) {
        var waves = WavePlan.reaching(WavePlan.of(shares), lowest);

        long covering = waves.stream().filter(wave -> wave.covers(bucket)).count();
        boolean reached = bucket < Math.max(shares.getLast(), lowest + 1);

        assertThat(covering).isEqualTo(reached ? 1 : 0);
        assertThat(waves.getFirst().covers(lowest) || lowest < waves.getFirst().until()).isTrue();
    }

    @Property
    void aLargerShareOnlyAddsDevices(
            @ForAll @IntRange(min = 1, max = Bucket.COUNT) int share,
            @ForAll @IntRange(min = 1, max = Bucket.COUNT) int other,
            @ForAll @IntRange(max = Bucket.COUNT - 1) int bucket) {
        var small = WavePlan.of(List.of(Math.min(share, other))).getFirst();
        var large = WavePlan.of(List.of(Math.max(share, other))).getFirst();

        assertThat(!small.covers(bucket) || large.covers(bucket)).isTrue();
    }

    @Test
    void aPlanRises() {
        assertThat(WavePlan.flaw(List.of(100, 1000, 10_000))).isEmpty();
        for (var flawed :
                List.of(
                        List.<Integer>of(),
                        List.of(0),
                        List.of(10_001),
                        List.of(100, 100),
                        List.of(200, 100),
                        IntStream.rangeClosed(1, 51).boxed().toList())) {
            assertThat(WavePlan.flaw(flawed)).as("%s", flawed).isNotEqualTo(Optional.empty());
        }
    }

    @Provide
    Arbitrary<List<Integer>> plans() {
        return Arbitraries.integers()
                .between(1, Bucket.COUNT)
                .set()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(set -> set.stream().sorted().toList());
    }
}
