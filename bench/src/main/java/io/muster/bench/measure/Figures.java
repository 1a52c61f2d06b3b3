// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A contender's samples, as medians: a round in which something else happened does not count. */
public record Figures(List<Sample> samples) {

    /** The samples cannot change later. */
    public Figures {
        samples = List.copyOf(samples);
    }

    /** Operations per second, round by round. */
    public List<Double> perSecond() {
        return samples.stream().map(Sample::perSecond).toList();
    }

    /** One of the figures. */
    public double median(ToDoubleFunction<Sample> figure) {
        return Ratio.median(samples.stream().mapToDouble(figure).toArray());
    }
}
