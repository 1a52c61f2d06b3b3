// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many questions be on their way at once. A bounded number waits for its turn, in the order
 * of arrival; who comes when that is full is turned away, because waiting would only make everybody
 * late.
 */
final class Turnstile {

    private final int places;
    private final int benches;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int busy;

    /**
     * A turnstile through which nobody has gone yet.
     *
     * @param executor runs those that had to wait, never the thread of whoever went before them
     */
    Turnstile(int places, int benches, Executor executor) {
        this.places = places;
        this.benches = benches;
        this.executor = executor;
    }

    /** Completes as the question does; exceptionally at once when there is no room to wait. */
    <T> CompletableFuture<T> pass(Supplier<? extends CompletionStage<T>> question) {
        var result = new CompletableFuture<T>();
        Runnable visit = () -> visit(question, result);
        switch (enter(visit)) {
            case PASSES -> visit.run();
            case WAITS -> {}
            case TURNED_AWAY ->
                    result.completeExceptionally(new RejectedExecutionException("overload"));
        }
        return result;
    }

    private enum Entry {
        PASSES,
        WAITS,
        TURNED_AWAY
    }

    private Entry enter(Runnable visit) {
        lock.lock();
        try {
            if (busy < places) {
                busy++;
                return Entry.PASSES;
            }
            if (waiting.size() >= benches) {
                return Entry.TURNED_AWAY;
            }
            waiting.add(visit);
            return Entry.WAITS;
        } finally {
            lock.unlock();
        }
    }

    private <T> void visit(
            Supplier<? extends CompletionStage<T>> question, CompletableFuture<T> result) {
        var unused =
                started(question)
                        .whenComplete((answer, failure) -> {
                            leave();
                            if (failure == null) {
                                result.complete(answer);
                            } else {
                                result.completeExceptionally(failure);
                            }
                        });
    }

    private static <T> CompletionStage<T> started(Supplier<? extends CompletionStage<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void leave() {
        var next = next();
        if (next != null) {
            executor.execute(next);
        }
    }

    /** Whoever is next takes over the place that became free. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            var next = waiting.poll();
            if (next == null) {
                busy--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
