// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.bounded;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Runs cryptography off the event loop, and only so much of it at a time: in a storm it is better
 * to refuse a client, which comes back, than to answer all of them too late.
 */
public final class Workers {

    private final Vertx vertx;
    private final Semaphore permits;

    public Workers(Vertx vertx, int bound) {
        this.vertx = vertx;
        this.permits = new Semaphore(bound);
    }

    /** The result on the caller's context, or at once the second value when all are busy. */
    public <T> Uni<T> run(Supplier<T> work, T overloaded) {
        return Uni.createFrom()
                .deferred(() ->
                        permits.tryAcquire() ? started(work) : Uni.createFrom().item(overloaded));
    }

    private <T> Uni<T> started(Supplier<T> work) {
        var result = vertx.executeBlocking(() -> releasing(work), false);
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
