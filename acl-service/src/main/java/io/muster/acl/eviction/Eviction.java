// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import java.time.Duration;

/**
 * One client whose session is to end. Ended once, it is ended once more a little later: a client
 * that was let in just before it fell may not have been a session yet when the broker was told.
 *
 * @param since when it fell, in nanoseconds of the process
 * @param failures how often the broker could not be told
 * @param last whether nothing follows when the broker has been told this time
 * @param due when to try next
 */
record Eviction(Evictee evictee, long since, int failures, boolean last, long due) {

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);
    private static final int DOUBLINGS = 6;

    static Eviction at(Evictee evictee, long now) {
        return new Eviction(evictee, now, 0, false, now);
    }

    /** One of many that fell at an unknown time, when nobody new was let in. */
    static Eviction ofSweep(Evictee evictee, long now) {
        return new Eviction(evictee, now, 0, true, now);
    }

    boolean dueAt(long now) {
        return due - now <= 0;
    }

    /** To be tried again, later each time. */
    Eviction failed(long now) {
        var wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        var bounded = wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait;
        return new Eviction(evictee, since, failures + 1, last, now + bounded.toNanos());
    }

    Eviction onceMore(long now, Duration again) {
        return new Eviction(evictee, since, 0, true, now + again.toNanos());
    }
}
