// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps a hook that is away from filling the log: one line in a second, and how many it stands for.
 */
final class Complaints {

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final AtomicLong next;
    private final AtomicLong silent = new AtomicLong();

    Complaints(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    /** How many complaints the line stands for that is to be written now; 0 when none is. */
    long due() {
        silent.incrementAndGet();
        var now = nanoTime.getAsLong();
        var planned = next.get();
        return now - planned >= 0 && next.compareAndSet(planned, now + PAUSE_NANOS)
                ? silent.getAndSet(0)
                : 0;
    }
}
