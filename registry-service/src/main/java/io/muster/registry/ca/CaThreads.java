// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where keys are made and read and where revocation is signed for: few threads, apart from those of
 * enrollment, so that neither waits for the other. What finds the queue full is refused.
 */
@ApplicationScoped
public class CaThreads {

    private static final int THREADS = 2;
    private static final int WAITING = 256;
    private static final int STRANGERS_WAITING = WAITING / 2;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    1,
                    TimeUnit.MINUTES,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().name("ca-", 0).daemon().factory());

    CaThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does work that may block. */
    public <T> Uni<T> call(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(_ -> full());
    }

    /**
     * Does work that anybody may ask for, without end: it leaves half of the queue to what keeps
     * revocation lists going, and is refused beyond.
     */
    public <T> Uni<T> callForStranger(Supplier<T> work) {
        return Uni.createFrom()
                .deferred(() ->
                        threads.getQueue().size() < STRANGERS_WAITING
                                ? call(work)
                                : Uni.createFrom().failure(full()));
    }

    private static ProblemException full() {
        return Problems.unavailable("Too much is to be signed: try again.");
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
