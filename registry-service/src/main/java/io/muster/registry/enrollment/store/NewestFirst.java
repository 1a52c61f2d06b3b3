// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.store;

import io.muster.platform.paging.Cursor;
import java.time.Instant;
import java.util.UUID;

/** A place in a list whose newest entry comes first. */
public record NewestFirst(Instant at, UUID id) {

    /** Before the newest. */
    public static final NewestFirst START =
            new NewestFirst(Instant.parse("9999-12-31T00:00:00Z"), new UUID(0, 0));

    /** The place that {@link #cursor} wrote. */
    public static NewestFirst of(Cursor cursor) {
        var position = cursor.position();
        return new NewestFirst(
                Instant.parse(position.getFirst()), UUID.fromString(position.getLast()));
    }

    /** The place as callers carry it. */
    public Cursor cursor() {
        return Cursor.at(at.toString(), id.toString());
    }
}
