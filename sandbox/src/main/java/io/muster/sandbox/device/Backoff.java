// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: attempt n waits a random time between nothing and {@code
 * base * 2^n}, never more than {@code cap}. Full jitter spreads a fleet that lost its broker at one
 * instant; a fixed or lightly varied delay would bring it back as one wave.
 */
record Backoff(Duration base, Duration cap) {

    private static final int MAX_SHIFT = 20;

    Backoff {
        if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("base must be positive and at most cap");
        }
    }

    /** The longest wait before the given attempt, counted from 0. */
    Duration ceiling(int attempt) {
        long factor = 1L << Math.clamp(attempt, 0, MAX_SHIFT);
        var grown = base.multipliedBy(factor);
        return grown.compareTo(cap) > 0 ? cap : grown;
    }

    Duration delay(int attempt, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(ceiling(attempt).toMillis() + 1));
    }
}
