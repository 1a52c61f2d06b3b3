// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.shadow.document.Absent;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A shadow as it is stored.
 *
 * @param unpublishedSince the mark of a delta that still has to be published; null for none. Marks
 *     of one shadow never repeat, so a mark also tells what exactly was published when it is taken
 *     off
 * @param connection whether something sent now reaches the device
 */
public record Stored(Shadow shadow, @Nullable Instant unpublishedSince, Connection connection) {

    static final Stored NOTHING = new Stored(Absent.NEVER, null);

    /** Of a device of which nothing is known. */
    Stored(Shadow shadow, @Nullable Instant unpublishedSince) {
        this(shadow, unpublishedSince, Connection.UNKNOWN);
    }

    /** Whether something sent now reaches the device. */
    public Contact contact() {
        return connection.contact();
    }

    /** Whether nothing is desired that is not reported. */
    boolean inSync() {
        return !(shadow instanceof ShadowDocument document) || document.inSync();
    }

    /** Whether the device has something to learn: wishes, or that some are wishes no more. */
    boolean untold() {
        return !inSync()
                || (shadow instanceof ShadowDocument document
                        && !document.ledger().removals().entries().isEmpty());
    }

    /** When something happens to it by itself; null for never. */
    @Nullable Instant nextDue() {
        return shadow instanceof ShadowDocument document
                ? document.ledger().timetable().next().orElse(null)
                : null;
    }

    /** The same with a mark that is newer than the one it may have. */
    Stored marked(Instant now) {
        var fresh = now.truncatedTo(ChronoUnit.MICROS);
        return new Stored(
                shadow,
                unpublishedSince == null ? fresh : later(fresh, unpublishedSince),
                connection);
    }

    private static Instant later(Instant fresh, Instant taken) {
        return fresh.isAfter(taken) ? fresh : taken.plus(1, ChronoUnit.MICROS);
    }

    Stored with(Shadow next) {
        return new Stored(next, unpublishedSince, connection);
    }
}
