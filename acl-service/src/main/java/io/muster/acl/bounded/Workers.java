// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.bounded;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Runs cryptography off the event loop, and only so much of it at a time: in a storm it is better
 * to refuse a client, which comes back, than to answer all of them too late.
 */
public final class Workers {

    private final Threads threads;
    private final Semaphore permits;

    /** On the threads that everybody shares. */
    public Workers(Vertx vertx, int bound) {
        this(new Shared(vertx), bound);
    }

    /** On threads of their own, for what must not keep others waiting. */
    public Workers(WorkerExecutor own, int bound) {
        this(new Own(own), bound);
    }

    private Workers(Threads threads, int bound) {
        this.threads = threads;
        this.permits = new Semaphore(bound);
    }

    private interface Threads {

        <T> Future<T> run(Callable<T> work);
    }

    private record Shared(Vertx vertx) implements Threads {

        @Override
        public <T> Future<T> run(Callable<T> work) {
            return vertx.executeBlocking(work, false);
        }
    }

    private record Own(WorkerExecutor executor) implements Threads {

        @Override
        public <T> Future<T> run(Callable<T> work) {
            return executor.executeBlocking(work, false);
        }
    }

    /** The result on the caller's context, or at once the second value when all are busy. */
    public <T> Uni<T> run(Supplier<T> work, T overloaded) {
        return Uni.createFrom()
                .deferred(() ->
                        permits.tryAcquire() ? started(work) : Uni.createFrom().item(overloaded));
    }

    private <T> Uni<T> started(Supplier<T> work) {
        var result = threads.run(() -> releasing(work));
        return Uni.createFrom().completionStage(result.toCompletionStage());
    }

    private <T> T releasing(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
