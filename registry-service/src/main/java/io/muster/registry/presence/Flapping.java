// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a device comes and goes so often that nobody wants to hear of each time: five changes
 * within a minute begin it, a minute without a change ends it.
 *
 * @param changes when presence changed last, the oldest first
 */
record Flapping(List<Instant> changes, boolean now) {

    static final Flapping NONE = new Flapping(List.of(), false);

    private static final int MANY = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    Flapping {
        changes = List.copyOf(changes);
    }

    /** After another change. */
    Flapping changed(Instant at) {
        var last = new ArrayList<>(changes);
        last.add(at);
        if (last.size() > MANY) {
            last.removeFirst();
        }
        boolean many = last.size() == MANY && last.getFirst().isAfter(at.minus(WINDOW));
        return new Flapping(last, now || many);
    }

    /** The same, or none when it is over. */
    Flapping lookedAt(Instant at) {
        return now && !at.isBefore(over()) ? NONE : this;
    }

    /** When it is over unless presence changes again; asked only while it goes on. */
    Instant over() {
        return changes.getLast().plus(WINDOW);
    }
}
