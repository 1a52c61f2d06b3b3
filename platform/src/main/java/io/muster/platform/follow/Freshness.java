// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a read model is, and since when that is known to be all there is. Positions belong to the
 * follower's serial work; probes, which run beside it, only compare.
 */
final class Freshness {

    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Clock clock;
    private volatile Positions positions = Positions.none();
    private volatile @Nullable Instant completeAsOf;
    private @Nullable Sighting behind;

    /** What the owner had at a time. */
    private record Sighting(Instant at, Positions heads) {}

    Freshness(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Positions positions() {
        return positions;
    }

    /** The model is what the owner had at that time. */
    synchronized void replaced(Positions snapshot, Instant at) {
        positions = snapshot;
        completeAsOf = at;
        behind = null;
    }

    /**
     * Compares with what the owner had at a time, and answers whether following events suffices. It
     * does not when the owner is behind what we had before we asked (it was restored from a
     * backup), or when we still lack what the owner had at the sighting before this one (events
     * were lost).
     */
    synchronized boolean sighted(Positions before, Positions heads, Instant at) {
        if (!heads.reach(before) || (behind != null && !positions.reach(behind.heads()))) {
            behind = null;
            return false;
        }
        if (positions.reach(heads)) {
            complete(at);
        } else {
            if (behind != null) {
                complete(behind.at());
            }
            behind = new Sighting(at, heads);
        }
        return true;
    }

    private void complete(Instant at) {
        completeAsOf = at;
        behind = null;
    }

    boolean known() {
        return completeAsOf != null;
    }

    Duration staleness() {
        var asOf = completeAsOf;
        return asOf == null ? NEVER : Duration.between(asOf, clock.instant());
    }
}
