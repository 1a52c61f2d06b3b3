// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where signatures are verified and made: as many threads as processors, and a bounded queue before
 * them. Work that finds the queue full fails with {@link Overloaded} at once.
 */
@ApplicationScoped
class CryptoPool {

    private final ThreadPoolExecutor threads;

    CryptoPool(EnrollmentConfig config) {
        int processors = Runtime.getRuntime().availableProcessors();
        threads =
                new ThreadPoolExecutor(
                        processors,
                        processors,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(config.waiting()),
                        Thread.ofPlatform().name("enrollment-crypto-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does the work on a thread of the pool. */
    <T> Uni<T> call(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(_ -> new Overloaded());
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }

    /** More work is waiting than we promise to do in time. */
    static final class Overloaded extends RuntimeException {

        private Overloaded() {
            super("too many enrollments at once", null, false, false);
        }
    }
}
