// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import io.muster.platform.time.WrittenTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A moment; compared with one, or with a duration before or after now such as {@code -P1D}. */
record TimeField(String sql) implements Field {

    private static final Duration FARTHEST = Duration.ofDays(36_500);

    @Override
    public String condition(Comparison comparison, Parameters parameters) {
        return switch (comparison.operator()) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    "%s %s %s"
                            .formatted(
                                    sql,
                                    comparison.operator().order(),
                                    parameters.add(time(comparison, parameters)));
            case EXISTS -> sql + (comparison.flag() ? " IS NOT NULL" : " IS NULL");
            case EQUAL, NOT_EQUAL, IN, OUT, ANY, ALL -> throw comparison.unfit();
        };
    }

    private static OffsetDateTime time(Comparison comparison, Parameters parameters) {
        var text = comparison.argument();
        try {
            return text.startsWith("P") || text.startsWith("-P")
                    ? within(comparison, Duration.parse(text))
                            .addTo(parameters.now())
                            .atOffset(ZoneOffset.UTC)
                    : usable(comparison, OffsetDateTime.parse(text));
        } catch (DateTimeException | ArithmeticException none) {
            throw unfit(comparison);
        }
    }

    /** One that the database refuses would be refused again each time a stored query is asked. */
    private static OffsetDateTime usable(Comparison comparison, OffsetDateTime time) {
        if (!WrittenTime.isUsable(time.toInstant())) {
            throw unfit(comparison);
        }
        return time;
    }

    private interface Shift {
        Instant addTo(Instant now);
    }

    private static Shift within(Comparison comparison, Duration shift) {
        if (shift.abs().compareTo(FARTHEST) > 0) {
            throw unfit(comparison);
        }
        return now -> now.plus(shift);
    }

    private static RuntimeException unfit(Comparison comparison) {
        return comparison.unfit(
                "a time of the years 1 to 9999 such as 2030-01-31T12:00:00Z, or a duration from now such"
                        + " as -P1D or PT2H");
    }
}
