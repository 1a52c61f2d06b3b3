// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.bounded;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Work under way, one of each key: whoever asks for the same meanwhile shares it. Once begun it is
 * finished, though nobody waits for it any more. How much there is, the work itself has to bound.
 */
public final class Flights<K, V> {

    private final Map<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    /** The result of the work that is under way, or else begins now; on the caller's context. */
    public Uni<V> join(K key, Supplier<Uni<V>> work) {
        return Uni.createFrom().deferred(() -> landing(flight(key, work)));
    }

    private CompletableFuture<V> flight(K key, Supplier<Uni<V>> work) {
        var mine = new CompletableFuture<V>();
        var earlier = flights.putIfAbsent(key, mine);
        if (earlier != null) {
            return earlier;
        }
        Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(() -> flights.remove(key, mine))
                .subscribe()
                .with(mine::complete, mine::completeExceptionally);
        return mine;
    }

    /** A copy: who stops waiting must not end the flight of the others. */
    private static <V> Uni<V> landing(CompletableFuture<V> flight) {
        var context = Vertx.currentContext();
        var landing = Uni.createFrom().completionStage(flight.copy());
        return context == null
                ? landing
                : landing.emitOn(task -> context.runOnContext(_ -> task.run()));
    }
}
