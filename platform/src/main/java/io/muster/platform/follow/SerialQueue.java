// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs tasks one after the other in the order they came, each when the one before has ended,
 * without occupying a thread. At most a given number wait; who comes then fails with {@link
 * FollowerBusy}.
 */
final class SerialQueue {

    private final int capacity;
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicInteger signals = new AtomicInteger();
    private volatile boolean running;

    SerialQueue(int capacity) {
        this.capacity = capacity;
    }

    <T> Uni<T> run(Supplier<Uni<T>> task) {
        return Uni.createFrom().emitter(emitter -> enqueue(() -> start(task, emitter), emitter));
    }

    private <T> void enqueue(Runnable start, UniEmitter<T> emitter) {
        if (waitingCount.incrementAndGet() > capacity) {
            waitingCount.decrementAndGet();
            emitter.fail(new FollowerBusy());
            return;
        }
        waiting.add(start);
        advance();
    }

    private <T> void start(Supplier<Uni<T>> task, UniEmitter<? super T> emitter) {
        Uni.createFrom()
                .<T>deferred(task::get)
                .onTermination()
                .invoke(this::ended)
                .subscribe()
                .with(emitter::complete, emitter::fail);
    }

    private void ended() {
        running = false;
        advance();
    }

    /**
     * Whoever finds the counter at zero starts tasks for all: tasks that end at once cost no stack.
     */
    private void advance() {
        if (signals.getAndIncrement() != 0) {
            return;
        }
        do {
            startNext();
        } while (signals.decrementAndGet() != 0);
    }

    private void startNext() {
        if (running) {
            return;
        }
        var next = waiting.poll();
        if (next != null) {
            waitingCount.decrementAndGet();
            running = true;
            next.run();
        }
    }
}
