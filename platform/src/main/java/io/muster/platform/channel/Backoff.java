// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: a random time below a ceiling that doubles with each
 * attempt up to a cap. The whole time is random, so that replicas which lost the same broker do not
 * come back together.
 */
record Backoff(Duration base, Duration cap, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 30;

    /** Between connections, which other replicas ask for too. */
    static Backoff ofConnections() {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), anybody());
    }

    /** Between attempts to handle one message: a database that is back is used soon. */
    static Backoff ofHandlers() {
        return new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2), anybody());
    }

    private static RandomGenerator anybody() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    /** The wait before attempt {@code n}, counted from 0, in milliseconds; at least 1. */
    long millis(int attempt) {
        long ceiling = base.toMillis() << Math.min(attempt, MOST_DOUBLINGS);
        return 1 + random.nextLong(Math.min(ceiling, cap.toMillis()));
    }
}
