// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many times as much ours did as the other in the same round: the median of the rounds, the
 * least, the most.
 */
public record Ratio(double median, double min, double max) {

    /** Compares round by round. */
    public static Ratio of(List<Double> ours, List<Double> floor) {
        if (ours.size() != floor.size() || ours.isEmpty()) {
            throw new IllegalArgumentException("a ratio needs the same rounds of both");
        }
        var ratios =
                IntStream.range(0, ours.size())
                        .mapToDouble(i -> ours.get(i) / floor.get(i))
                        .sorted()
                        .toArray();
        return new Ratio(median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
