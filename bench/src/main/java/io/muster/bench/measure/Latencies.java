// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.measure;

/**
 * A histogram of durations from 1 ns to a quarter of an hour in fixed memory. A bucket is 1/64 of a
 * power of two wide, so that what is read back is at most 1.6 % too high and never too low. For one
 * thread.
 */
public final class Latencies {

    private static final int PRECISION_BITS = 6;
    private static final int PER_POWER = 1 << PRECISION_BITS;
    private static final int POWERS = 40;

    private final long[] counts = new long[(POWERS - PRECISION_BITS + 1) * PER_POWER];
    private long total;

    /** Counts one; negative ones, of a clock that stepped back, count as nothing. */
    public void add(long nanos) {
        counts[bucket(nanos)]++;
        total++;
    }

    /** Takes over all that another has counted. */
    public void addAll(Latencies other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    /** How many were counted. */
    public long total() {
        return total;
    }

    /**
     * The duration that this part of all stayed at or below, in microseconds; 0 when there is none.
     */
    public double micros(double part) {
        long rank = Math.max(1, (long) Math.ceil(part * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return upperBound(i) / 1e3;
            }
        }
        return 0;
    }

    /** Exact below 64 ns; above, the leading bits after the first choose among 64 of that power. */
    private static int bucket(long nanos) {
        long value = Math.clamp(nanos, 0, (1L << POWERS) - 1);
        if (value < PER_POWER) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - PRECISION_BITS;
        return (shift + 1) * PER_POWER + (int) (value >>> shift) - PER_POWER;
    }

    private static long upperBound(int bucket) {
        if (bucket < PER_POWER) {
            return bucket;
        }
        int shift = bucket / PER_POWER - 1;
        return ((long) (bucket % PER_POWER + PER_POWER + 1) << shift) - 1;
    }
}
