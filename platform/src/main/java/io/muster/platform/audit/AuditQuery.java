// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.muster.platform.problem.Problems;
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
        return new AuditFilter(instant("from", from), instant("to", to), action, actor);
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException unfit) {
            throw Problems.invalid(
                    "The query parameter " + name + " is a time such as 2030-01-31T12:00:00Z.");
        }
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
