// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The time, in steps that the database keeps apart, and each later than the one before. */
final class Ticks {

    private final Clock clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    Ticks(Clock clock) {
        this.clock = clock;
    }

    Instant next() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return last.updateAndGet(
                before -> now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS));
    }
}
