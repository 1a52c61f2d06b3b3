// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null stands for any.
 *
 * @param from not before then
 * @param to before then
 * @param action exactly this, such as {@code certificate.revoke}
 * @param actor exactly this
 */
public record AuditFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String action,
        @Nullable String actor) {

    /** All of them. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null);

    /**
     * Says whether a record is wanted. One that can't be read always is: nobody hides an entry by
     * breaking it.
     */
    boolean wants(AuditRecord record) {
        var entry = record.entry();
        var at = record.at();
        if (entry == null || at == null) {
            return true;
        }
        return (from == null || !at.isBefore(from))
                && (to == null || at.isBefore(to))
                && (action == null || action.equals(entry.action()))
                && (actor == null || actor.equals(entry.actor()));
    }
}
