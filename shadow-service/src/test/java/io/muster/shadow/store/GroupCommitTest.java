// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Commit> commits = new LinkedBlockingQueue<>();
    private final GroupCommit<String, String> group =
            new GroupCommit<>(vertx.getOrCreateContext(), this::commit);

    /** A commit that waits for the test to end it. */
    private record Commit(List<String> commands, UniEmitter<? super List<String>> outcome) {

        void succeed() {
            outcome.complete(commands.stream().map(String::toUpperCase).toList());
        }

        void fail() {
            outcome.fail(new IllegalStateException("no"));
        }
    }

    private Uni<List<String>> commit(List<String> commands) {
        return Uni.createFrom().emitter(outcome -> commits.add(new Commit(commands, outcome)));
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theFirstCommandGoesAtOnceAndTheRestTogether() throws Exception {
        var a = submit("a");
        var first = next();
        var b = submit("b");
        var c = submit("c");
        first.succeed();
        var second = next();
        second.succeed();

        assertThat(first.commands()).containsExactly("a");
        assertThat(second.commands()).containsExactly("b", "c");
        assertThat(List.of(a.get(), b.get(), c.get())).containsExactly("A", "B", "C");
    }

    @Test
    void answersComeInTheOrderOfTheCommands() throws Exception {
        var answers = new LinkedBlockingQueue<String>();
        submit("first");
        var blocked = next();
        for (int i = 0; i < 300; i++) {
            group.submit("c" + i).subscribe().with(answers::add);
        }
        blocked.succeed();
        next().succeed();
        next().succeed();

        var expected = IntStream.range(0, 300).mapToObj(i -> "C" + i).toList();
        for (var answer : expected) {
            assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo(answer);
        }
    }

    @Test
    void aCommandThatFailsTakesNoOtherWithIt() throws Exception {
        submit("first");
        var blocked = next();
        var good = submit("good");
        var bad = submit("bad");
        blocked.succeed();

        next().fail();
        next().succeed();
        next().fail();
        var later = submit("later");
        next().succeed();

        assertThat(good.get()).isEqualTo("GOOD");
        assertThatThrownBy(bad::get).hasMessageContaining("no");
        assertThat(later.get()).isEqualTo("LATER");
    }

    @Test
    void whatThrowsInsteadOfFailingDoesNotEndTheGroup() {
        var throwing =
                new GroupCommit<String, String>(
                        vertx.getOrCreateContext(),
                        commands -> {
                            if (commands.contains("throw")) {
                                throw new IllegalStateException("thrown");
                            }
                            return Uni.createFrom().item(commands);
                        });

        assertThatThrownBy(() -> throwing.submit("throw").await().atMost(SOON))
                .hasMessage("thrown");
        assertThat(throwing.submit("fine").await().atMost(SOON)).isEqualTo("fine");
    }

    @Test
    void whatWaitsIsBounded() throws Exception {
        submit("first");
        next();
        IntStream.range(0, 10_000).forEach(i -> submit("c" + i));

        assertThatThrownBy(() -> group.submit("too much").await().atMost(SOON))
                .hasMessageContaining("Too many changes are waiting");
    }

    private CompletableFuture<String> submit(String command) {
        return group.submit(command).subscribeAsCompletionStage();
    }

    private Commit next() throws InterruptedException {
        var commit = commits.poll(5, TimeUnit.SECONDS);
        assertThat(commit).as("a commit").isNotNull();
        return commit;
    }
}
