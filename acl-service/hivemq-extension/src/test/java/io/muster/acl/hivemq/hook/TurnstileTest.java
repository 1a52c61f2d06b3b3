// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final List<CompletableFuture<String>> asked = new ArrayList<>();

    @Test
    void soManyPassSoManyWaitInTheirOrderAndTheRestIsTurnedAway() {
        var turnstile = new Turnstile(2, 2, Runnable::run);
        var results = IntStream.range(0, 5).mapToObj(i -> turnstile.pass(this::ask)).toList();

        assertThat(asked).hasSize(2);
        assertThat(results.get(4))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);

        asked.get(1).complete("second");
        assertThat(results.get(1)).isCompletedWithValue("second");
        assertThat(asked).hasSize(3);
        asked.get(2).complete("third");
        assertThat(results.get(2)).isCompletedWithValue("third");
        assertThat(results.get(3)).isNotDone();
    }

    @Test
    void aFailureFreesThePlaceToo() {
        var turnstile = new Turnstile(1, 0, Runnable::run);

        var failed = turnstile.pass(this::ask);
        asked.getFirst().completeExceptionally(new IllegalStateException("no answer"));
        var thrown =
                turnstile.pass(() -> {
                    throw new IllegalStateException("not even asked");
                });
        var next = turnstile.pass(this::ask);
        asked.getLast().complete("answer");

        assertThat(failed).isCompletedExceptionally();
        assertThat(thrown).isCompletedExceptionally();
        assertThat(next).isCompletedWithValue("answer");
    }

    @Test
    void aLongQueueOfThoseWhoGiveUpAtOnceIsNoDeepStack() throws Exception {
        try (var executor = Executors.newSingleThreadExecutor()) {
            var turnstile = new Turnstile(1, 100_000, executor);
            var first = turnstile.pass(this::ask);
            var served = new AtomicInteger();
            var all =
                    IntStream.range(0, 100_000)
                            .mapToObj(i ->
                                    turnstile.pass(() -> {
                                        served.incrementAndGet();
                                        return CompletableFuture.completedFuture(i);
                                    }))
                            .toArray(CompletableFuture[]::new);

            asked.getFirst().complete("answer");
            CompletableFuture.allOf(all).get(10, TimeUnit.SECONDS);

            assertThat(first).isCompletedWithValue("answer");
            assertThat(served).hasValue(100_000);
        }
    }

    private CompletableFuture<String> ask() {
        var answer = new CompletableFuture<String>();
        asked.add(answer);
        return answer;
    }
}
