// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work one turn at a time. Whoever asks while a turn is under way shares the next one with all
 * others who ask: it begins after they asked, so it sees what they did before.
 */
final class Turns {

    private final Supplier<Uni<Void>> work;
    private boolean busy;
    private @Nullable CompletableFuture<Void> waiting;

    Turns(Supplier<Uni<Void>> work) {
        this.work = work;
    }

    /** The end, however it ends, of a turn that begins after this call; nobody can cancel it. */
    synchronized Uni<Void> next() {
        var turn = waiting;
        if (turn == null) {
            turn = new CompletableFuture<>();
            waiting = turn;
            beginIfIdle();
        }
        return Uni.createFrom().completionStage(turn.copy());
    }

    private synchronized void beginIfIdle() {
        var turn = waiting;
        if (!busy && turn != null) {
            busy = true;
            waiting = null;
            work.get().subscribe().with(_ -> ended(turn), _ -> ended(turn));
        }
    }

    private void ended(CompletableFuture<Void> turn) {
        synchronized (this) {
            busy = false;
        }
        turn.complete(null);
        beginIfIdle();
    }
}
