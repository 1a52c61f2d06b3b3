// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.json.Pointer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one version of a shadow.
 *
 * @param by who made it, as members are stamped: {@code device}, {@code user:anna}
 * @param patch the merge patch of sections that made it of the version before, of nothing where it
 *     was created; empty where it was deleted
 * @param snapshot all sections as they were then; null for most versions
 */
public record PastVersion(
        long version,
        Kind kind,
        Instant at,
        String by,
        ObjectNode patch,
        @Nullable ObjectNode snapshot) {

    /** What happened to the shadow. */
    public enum Kind {
        /** There was none before. */
        CREATED,
        /** There was one before. */
        CHANGED,
        /** There is none any more; the number was used up nevertheless. */
        DELETED;

        /** As it is stored and shown. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads what {@link #word} wrote. */
        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether what the shadow was can be told without the versions before. */
    public boolean selfContained() {
        return kind != Kind.CHANGED || snapshot != null;
    }

    /** Whether it wrote to a place, which begins with its section, or around it or within it. */
    public boolean touches(Pointer place) {
        if (kind == Kind.DELETED) {
            return true;
        }
        JsonNode written = patch;
        for (var token : place.tokens()) {
            if (!(written instanceof ObjectNode members)) {
                return true;
            }
            var member = members.get(token);
            if (member == null) {
                return false;
            }
            written = member;
        }
        return true;
    }
}
