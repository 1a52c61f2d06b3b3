// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.problem.ProblemException;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaThreadsTest {

    private static final int MANY = 300;

    private final CaThreads threads = new CaThreads();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void stop() {
        gate.countDown();
        threads.stop();
    }

    @Test
    void aFloodOfQuestionsLeavesRoomForRevocationLists() {
        var strangers = IntStream.range(0, MANY).mapToObj(_ -> stranger()).toList();
        var own =
                threads.call(() -> "list").subscribe().withSubscriber(UniAssertSubscriber.create());

        assertThat(stranger().getFailure()).isInstanceOf(ProblemException.class);
        gate.countDown();

        own.awaitItem(Duration.ofSeconds(10)).assertItem("list");
        assertThat(strangers).anyMatch(it -> it.getFailure() == null);
        assertThat(strangers.getLast().getFailure()).isInstanceOf(ProblemException.class);
    }

    private UniAssertSubscriber<Boolean> stranger() {
        return threads.callForStranger(this::await)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private boolean await() {
        try {
            gate.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
