// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialQueueTest {

    private final List<UniEmitter<? super String>> started = new ArrayList<>();

    private UniAssertSubscriber<String> run(SerialQueue queue) {
        return queue.run(() -> Uni.createFrom().<String>emitter(started::add))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void aTaskBeginsWhenTheOneBeforeHasEnded() {
        var queue = new SerialQueue(10);
        var first = run(queue);
        var second = run(queue);
        assertThat(started).hasSize(1);

        started.getFirst().fail(new IllegalStateException("lost"));
        assertThat(started).hasSize(2);
        started.getLast().complete("done");

        first.assertFailedWith(IllegalStateException.class);
        second.assertItem("done");
    }

    @Test
    void aTaskThatThrowsIsAFailedTask() {
        var queue = new SerialQueue(10);

        queue.run(
                        () -> {
                            throw new IllegalStateException("lost");
                        })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(IllegalStateException.class);

        run(queue);
        assertThat(started).hasSize(1);
    }

    @Test
    void theNumberOfWaitersIsBounded() {
        var queue = new SerialQueue(2);
        run(queue);
        run(queue);
        run(queue);

        run(queue).assertFailedWith(FollowerBusy.class);

        started.getFirst().complete("done");
        run(queue).assertNotTerminated();
    }

    @Test
    void manyTasksThatEndAtOnceNeedNoStack() {
        var queue = new SerialQueue(100_000);
        run(queue);
        var ran = new ArrayList<Integer>();
        IntStream.range(0, 100_000)
                .forEach(n ->
                        queue.run(() -> Uni.createFrom().item(ran.add(n)))
                                .subscribe()
                                .with(_ -> {}));

        started.getFirst().complete("go");

        assertThat(ran).hasSize(100_000).isSorted();
    }

    @Test
    void tasksOfManyThreadsNeverOverlap() throws InterruptedException {
        var queue = new SerialQueue(100_000);
        var counter = new int[1];
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int n = 0; n < 20_000; n++) {
                threads.execute(() ->
                        queue.run(() -> Uni.createFrom().item(counter[0]++))
                                .subscribe()
                                .with(_ -> {}));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(counter[0]).isEqualTo(20_000);
    }
}
