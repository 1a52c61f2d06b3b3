// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where signatures are verified and made: as many threads as processors, and a bounded queue before
 * them. After an outage a whole fleet comes back at once; renewals go first, because a device that
 * can't renew is lost when its certificate ends, and a part of the queue is theirs alone. Work that
 * finds no room fails with {@link Overloaded} at once.
 */
@ApplicationScoped
class CryptoPool {

    private final ThreadPoolExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong sequence = new AtomicLong();
    private final int room;

    CryptoPool(EnrollmentConfig config) {
        int processors = Runtime.getRuntime().availableProcessors();
        room = config.waiting();
        threads =
                new ThreadPoolExecutor(
                        processors,
                        processors,
                        1,
                        TimeUnit.MINUTES,
                        new PriorityBlockingQueue<>(),
                        Thread.ofPlatform().name("enrollment-crypto-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Whose work goes first. */
    enum Urgency {
        /** Of a device that has a certificate. */
        RENEWAL,
        /** Of one that has none yet. */
        FIRST;

        static Urgency of(Grant grant) {
            return grant instanceof Grant.ByCertificate ? RENEWAL : FIRST;
        }
    }

    /** Does the work on a thread of the pool. */
    <T> Uni<T> call(Urgency urgency, Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(command -> submit(urgency, command))
                .onFailure(RejectedExecutionException.class)
                .transform(_ -> new Overloaded());
    }

    private void submit(Urgency urgency, Runnable command) {
        int limit = urgency == Urgency.RENEWAL ? room : room - room / 4;
        if (waiting.incrementAndGet() > limit) {
            waiting.decrementAndGet();
            throw new RejectedExecutionException("the queue is full");
        }
        threads.execute(new Task(urgency, sequence.getAndIncrement(), started(command)));
    }

    private Runnable started(Runnable command) {
        return () -> {
            waiting.decrementAndGet();
            command.run();
        };
    }

    /** Work in the queue: renewals first, and in the order in which it came. */
    private record Task(Urgency urgency, long sequence, Runnable work)
            implements Runnable, Comparable<Task> {

        private static final Comparator<Task> ORDER =
                Comparator.comparing(Task::urgency).thenComparingLong(Task::sequence);

        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Task other) {
            return ORDER.compare(this, other);
        }
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
