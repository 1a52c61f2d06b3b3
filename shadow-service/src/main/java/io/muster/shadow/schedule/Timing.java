// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When what is desired holds.
 *
 * @param notBefore from when; at once if absent or past
 * @param ttl for how long from then; for good if absent
 */
public record Timing(Optional<Instant> notBefore, Optional<Duration> ttl) {

    /** At once and for good. */
    public static final Timing ALWAYS = new Timing(Optional.empty(), Optional.empty());

    // Beyond this a time is a mistake, and sums of times could overflow.
    private static final Duration LONGEST = Duration.ofDays(36_525);

    public Timing {
        if (ttl.filter(time -> time.isNegative() || time.isZero()).isPresent()) {
            throw new IllegalArgumentException("a time to live is positive");
        }
        ttl = ttl.map(time -> time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }

    /** The moment from which it holds, if that is still to come. */
    Optional<Instant> later(Instant now) {
        return notBefore
                .filter(time -> time.isAfter(now))
                .map(time -> time.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : time);
    }

    /** Whether it waits. */
    public boolean waits(Instant now) {
        return later(now).isPresent();
    }

    /** When it ends if it begins now. */
    Optional<Instant> end(Instant beginning) {
        return ttl.map(beginning::plus);
    }
}
