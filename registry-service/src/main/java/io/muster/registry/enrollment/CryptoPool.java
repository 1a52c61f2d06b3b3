// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.Turns.Turn;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
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
 * can't renew is lost when its certificate ends, and a part of the queue is theirs alone. Within
 * each kind tenants take turns, and the last of the room is for those who have little waiting: one
 * tenant's stampede is not another's. Work that finds no room fails with {@link Overloaded} at
 * once.
 */
@Singleton
class CryptoPool {

    private static final int FEW = 4;

    private final ThreadPoolExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong sequence = new AtomicLong();
    private final Turns renewals = new Turns();
    private final Turns firsts = new Turns();
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
            return grant.renewal() ? RENEWAL : FIRST;
        }
    }

    /** Does a tenant's work on a thread of the pool. */
    <T> Uni<T> call(Urgency urgency, TenantId tenant, Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(command -> submit(urgency, tenant, command))
                .onFailure(RejectedExecutionException.class)
                .transform(_ -> new Overloaded());
    }

    private void submit(Urgency urgency, TenantId tenant, Runnable command) {
        int limit = urgency == Urgency.RENEWAL ? room : room - room / 4;
        var order = urgency == Urgency.RENEWAL ? renewals : firsts;
        int others = waiting.incrementAndGet();
        boolean crowded = others > limit - limit / 4 && order.waiting(tenant) >= FEW;
        if (others > limit || crowded) {
            waiting.decrementAndGet();
            throw new RejectedExecutionException("the queue is full");
        }
        var turn = order.next(tenant);
        threads.execute(
                new Task(
                        urgency,
                        turn.number(),
                        sequence.getAndIncrement(),
                        started(order, turn, command)));
    }

    private Runnable started(Turns order, Turn turn, Runnable command) {
        return () -> {
            waiting.decrementAndGet();
            order.served(turn);
            command.run();
        };
    }

    /** Work in the queue: renewals first, by turns, and in the order in which it came. */
    private record Task(Urgency urgency, long turn, long sequence, Runnable work)
            implements Runnable, Comparable<Task> {

        private static final Comparator<Task> ORDER =
                Comparator.comparing(Task::urgency)
                        .thenComparingLong(Task::turn)
                        .thenComparingLong(Task::sequence);

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
