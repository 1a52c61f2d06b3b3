// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.identity.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts per key in windows of time, in a fixed amount of memory. Two keys may share a slot and
 * then share an allowance: with many slots and a secret place for each key that is rare, and the
 * error is on the safe side.
 */
public final class Allowance {

    private static final int SLOTS = 1 << 14;
    private static final int COUNT_BITS = 20;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final int HASH_DIGITS = 7;

    /** Each slot holds the number of its window and how much of it is spent. */
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    private final long salt = new SecureRandom().nextLong();
    private final int perWindow;
    private final Duration window;
    private final Clock clock;

    /** As much for each key and window. */
    public Allowance(int perWindow, Duration window, Clock clock) {
        this.perWindow = perWindow;
        this.window = window;
        this.clock = clock;
    }

    /** How long a window is. */
    public Duration window() {
        return window;
    }

    /** Whether nothing is left for this key until its window ends. */
    public boolean exhausted(String key) {
        return spent(slots.get(slot(key)), currentWindow()) >= perWindow;
    }

    /** Spends one. */
    public void spend(String key) {
        long now = currentWindow();
        slots.updateAndGet(
                slot(key),
                value -> now << COUNT_BITS | Math.min(spent(value, now) + 1, COUNT_MASK));
    }

    private static long spent(long value, long window) {
        return value >>> COUNT_BITS == window ? value & COUNT_MASK : 0;
    }

    private long currentWindow() {
        return clock.millis() / window.toMillis();
    }

    private int slot(String key) {
        var digest = Fingerprint.of((salt + key).getBytes(StandardCharsets.UTF_8));
        return HexFormat.fromHexDigits(digest.hex(), 0, HASH_DIGITS) % SLOTS;
    }
}
