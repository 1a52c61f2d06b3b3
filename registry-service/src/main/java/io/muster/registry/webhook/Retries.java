// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before trying again: twice as long each time, up to an hour, and not all at
 * once.
 */
record Retries(Duration first) {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param attempt the one that failed, from 1
     */
    Duration wait(int attempt) {
        var doubled = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        var most = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        long millis = Math.max(2, most.toMillis());
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
