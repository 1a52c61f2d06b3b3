// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.platform.time.WrittenTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times in requests. */
final class Times {

    private Times() {}

    /** A time as RFC 3339 writes it; anything else is a 400 problem that names the parameter. */
    static Instant parse(String parameter, String text) {
        return Optional.of(moment(parameter, text))
                .filter(WrittenTime::isUsable)
                .orElseThrow(
                        () -> Problems.invalid(parameter + " must be of the years 1 to 9999."));
    }

    private static Instant moment(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw Problems.invalid(parameter + " must be a time such as 2030-01-31T12:00:00Z.");
        }
    }
}
