// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

/**
 * What one contender did in one turn.
 *
 * @param perSecond operations
 * @param cpuMillis per operation, of the process that does the work
 * @param p50Micros what half of the operations stayed below
 * @param p99Micros what 99 of 100 stayed below
 */
public record Sample(double perSecond, double cpuMillis, double p50Micros, double p99Micros) {

    /** From what was counted in a turn. */
    public static Sample of(long operations, long wallNanos, long cpuNanos, Latencies latencies) {
        return new Sample(
                operations * 1e9 / wallNanos,
                cpuNanos / 1e6 / operations,
                latencies.micros(0.50),
                latencies.micros(0.99));
    }

    @Override
    public String toString() {
        return "%,.0f/s, p50 %,.2f µs, p99 %,.2f µs".formatted(perSecond, p50Micros, p99Micros);
    }
}
