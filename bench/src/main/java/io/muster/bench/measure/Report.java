// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The result of a benchmark: the comparison that stands for it, and whatever else was found.
 *
 * @param ours what we did
 * @param floor what the floor did in the same rounds
 * @param ratio of the two
 * @param more members for the end of the line
 */
public record Report(String bench, Figures ours, Figures floor, Ratio ratio, ObjectNode more) {

    private static final MathContext DIGITS = new MathContext(4);

    /** The usual factory would write 123500 as 1.235E+5. */
    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

    /** An empty object for what else was found. */
    public static ObjectNode members() {
        return NODES.objectNode();
    }

    /** The line of results; durations are in microseconds, rates per second. */
    public ObjectNode json(Machine machine) {
        var line = members().put("bench", bench);
        line.put("ours", rounded(ours.median(Sample::perSecond)));
        line.put("floor", rounded(floor.median(Sample::perSecond)));
        line.put("ratio", rounded(ratio.median()));
        line.put("ratioMin", rounded(ratio.min()));
        line.put("ratioMax", rounded(ratio.max()));
        line.put("cpuMsPerOp", rounded(ours.median(Sample::cpuMillis)));
        line.put("p50", rounded(ours.median(Sample::p50Micros)));
        line.put("p99", rounded(ours.median(Sample::p99Micros)));
        line.put("load", rounded(machine.load()));
        line.put("git", machine.git());
        line.put("jdk", machine.jdk());
        return line.setAll(more);
    }

    /** To four digits, and without an exponent: the rest is noise. */
    public static BigDecimal rounded(double value) {
        var digits = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return digits.scale() < 0 ? digits.setScale(0) : digits;
    }
}
