// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.time.WrittenTime;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Query parameters of the audit log; a 400 problem names the one that is not what it must be. */
final class AuditQuery {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private AuditQuery() {}

    static AuditFilter filter(
            @Nullable String from,
            @Nullable String to,
            @Nullable String action,
            @Nullable String actor) {
        return new AuditFilter(
                instant("from", from),
                instant("to", to),
                text("action", action),
                text("actor", actor));
    }

    private static @Nullable String text(String name, @Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw Problems.invalid("The query parameter " + name + " has no NUL characters.");
        }
        return text;
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : usable(name, Instant.parse(text));
        } catch (DateTimeParseException unfit) {
            throw unfit(name);
        }
    }

    private static Instant usable(String name, Instant time) {
        if (!WrittenTime.isUsable(time)) {
            throw unfit(name);
        }
        return time;
    }

    private static ProblemException unfit(String name) {
        return Problems.invalid(
                "The query parameter "
                        + name
                        + " is a time of the years 1 to 9999, such as 2030-01-31T12:00:00Z.");
    }

    /** The head that somebody kept; that of a chain without entries when nobody did. */
    static AuditHead kept(@Nullable Long sequence, @Nullable String hash) {
        if (sequence == null && hash == null) {
            return AuditHead.NONE;
        }
        if (sequence == null || sequence < 1 || hash == null || !HASH.matcher(hash).matches()) {
            throw Problems.invalid(
                    "The query parameters sequence and hash come together, as a verification"
                            + " answered them.");
        }
        return new AuditHead(sequence, hash);
    }
}
