// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.credential;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether something counts, and when.
 *
 * @param enabled whether it counts at all
 * @param notBefore null when it counts since ever
 * @param notAfter null when it counts for ever
 */
public record Term(boolean enabled, @Nullable Instant notBefore, @Nullable Instant notAfter) {

    static Term read(JsonNode fact) {
        return new Term(
                fact.path("enabled").asBoolean(false),
                Members.moment(fact, "notBefore"),
                Members.moment(fact, "notAfter"));
    }

    /** Says whether it counts at that moment. */
    public boolean holdsAt(Instant now) {
        return enabled
                && (notBefore == null || !now.isBefore(notBefore))
                && (notAfter == null || now.isBefore(notAfter));
    }
}
