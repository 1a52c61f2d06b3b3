// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Connections of devices that were quicker than the event about their certificate. A device may
 * connect within milliseconds of its enrollment; rather than refuse it, we wait a moment for the
 * event. How many wait, and how long, is bounded; nothing is asked of anybody meanwhile.
 */
final class Arrivals {

    private final Map<String, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();
    private final Duration patience;
    private final int bound;

    Arrivals(Duration patience, int bound) {
        this.patience = patience;
        this.bound = bound;
    }

    /**
     * Completes when the certificate is told of, or with false when patience ends. Whoever joins a
     * wait shares its end.
     */
    Uni<Boolean> of(String fingerprint) {
        if (awaited.size() >= bound) {
            return Uni.createFrom().item(false);
        }
        return Uni.createFrom()
                .completionStage(awaited.computeIfAbsent(fingerprint, this::arrival));
    }

    private CompletableFuture<Boolean> arrival(String fingerprint) {
        var arrival = new CompletableFuture<Boolean>();
        var _ = arrival.whenComplete((_, _) -> awaited.remove(fingerprint, arrival));
        return arrival.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void told(String fingerprint) {
        var arrival = awaited.get(fingerprint);
        if (arrival != null) {
            arrival.complete(true);
        }
    }

    /** A snapshot may have told of any of them: everybody looks again. */
    void toldOfAll() {
        awaited.values().forEach(arrival -> arrival.complete(true));
    }

    int waiting() {
        return awaited.size();
    }
}
