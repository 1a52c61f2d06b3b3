// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Which times callers may write. Java's go a thousand million years back and forth, those of the
 * database do not: one beyond them fails wherever it is used, long after it was taken.
 */
public final class WrittenTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST =
            OffsetDateTime.of(10_000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();

    private WrittenTime() {}

    /** Whether it is of the years 1 to 9999. */
    public static boolean isUsable(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(AFTER_LAST);
    }
}
