// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import java.time.Instant;

/**
 * A device's shadow: what its owners want of it, what it says of itself, and the number of the
 * change that made it so.
 */
public record ShadowDocument(
        long version, Section desired, Section reported, Instant createdAt, Instant updatedAt)
        implements Shadow {

    /** What is desired and not yet reported. */
    public Section delta() {
        return Delta.between(desired, reported);
    }

    /** The bytes that count toward the limit. */
    int bytes() {
        return desired.bytes() + reported.bytes();
    }

    ShadowDocument patched(StatePatch patch, Instant now) {
        long millis = now.toEpochMilli();
        return new ShadowDocument(
                version + 1,
                desired.patched(patch.desired(), millis),
                reported.patched(patch.reported(), millis),
                createdAt,
                now);
    }
}
