// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a device may be silent: after its patience it is stale, after twice that it is gone.
 *
 * @param patience how long nothing has to be heard before that means something
 */
record Silence(Duration patience) {

    /** Two heartbeats may be lost, and the third come late. */
    private static final double HEARTBEATS = 2.5;

    /** MQTT lets a client be silent for one and a half times its keepalive. */
    private static final double KEEPALIVES = 1.5;

    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    /** What silence tells. */
    enum Verdict {
        NOTHING,
        STALE,
        GONE
    }

    /** The patience that a device asks for by its heartbeats or, without them, its keepalive. */
    static Optional<Silence> of(Optional<Duration> heartbeat, Optional<Duration> keepAlive) {
        return heartbeat
                .map(interval -> times(interval, HEARTBEATS))
                .or(() -> keepAlive.map(alive -> times(alive, KEEPALIVES).plus(ON_ITS_WAY)))
                .map(Silence::new);
    }

    private static Duration times(Duration interval, double factor) {
        return Duration.ofMillis(Math.round(interval.toMillis() * factor));
    }

    /** What it means that nothing was heard since then. */
    Verdict verdict(Instant lastHeard, Instant now) {
        var silent = Duration.between(lastHeard, now);
        if (silent.compareTo(patience.multipliedBy(2)) >= 0) {
            return Verdict.GONE;
        }
        return silent.compareTo(patience) >= 0 ? Verdict.STALE : Verdict.NOTHING;
    }

    /** When to look again. */
    Instant nextLook(Instant lastHeard, boolean stale) {
        return lastHeard.plus(stale ? patience.multipliedBy(2) : patience);
    }
}
