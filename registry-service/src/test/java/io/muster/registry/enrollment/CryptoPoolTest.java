// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.TenantId;
import io.muster.registry.enrollment.CryptoPool.Overloaded;
import io.muster.registry.enrollment.CryptoPool.Urgency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CryptoPoolTest {

    private static final int WAITING = new Strict().waiting();
    private static final TenantId TENANT = new TenantId("default");
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final CryptoPool pool = new CryptoPool(new Strict());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Urgency> done = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        gate.countDown();
        pool.stop();
    }

    private void occupyTheThreads() throws InterruptedException {
        var busy = new CountDownLatch(PROCESSORS);
        IntStream.range(0, PROCESSORS)
                .forEach(_ ->
                        pool.call(
                                        Urgency.FIRST,
                                        TENANT,
                                        () -> {
                                            busy.countDown();
                                            return await(gate);
                                        })
                                .subscribe()
                                .with(_ -> {}));
        busy.await();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void submit(Urgency urgency, int times) {
        submit(urgency, TENANT, times);
    }

    private void submit(Urgency urgency, TenantId tenant, int times) {
        for (int i = 0; i < times; i++) {
            pool.call(urgency, tenant, () -> urgency).subscribe().with(done::add, failures::add);
        }
    }

    @Test
    void case57RenewalsHaveRoomOfTheirOwn() throws Exception {
        occupyTheThreads();

        submit(Urgency.FIRST, WAITING);
        int refused = failures.size();
        submit(Urgency.RENEWAL, WAITING / 4 - WAITING / 16);

        assertThat(refused).isGreaterThanOrEqualTo(WAITING / 4);
        assertThat(failures).hasSize(refused).allMatch(Overloaded.class::isInstance);
    }

    @Test
    void case57AStampedeOfOneTenantLeavesRoomForOthers() throws Exception {
        occupyTheThreads();
        submit(Urgency.FIRST, WAITING * 2);
        int refused = failures.size();

        submit(Urgency.FIRST, new TenantId("small"), 3);

        assertThat(failures).hasSize(refused);
    }

    @Test
    void case57RenewalsGoFirst() throws Exception {
        occupyTheThreads();
        submit(Urgency.FIRST, WAITING / 2);
        submit(Urgency.RENEWAL, WAITING / 4);

        gate.countDown();

        Awaitility.await().until(() -> done.size() == WAITING / 2 + WAITING / 4);
        // A thread may add what it took last a moment after another one has gone on.
        assertThat(done.subList(0, WAITING / 4 + PROCESSORS))
                .filteredOn(Urgency.RENEWAL::equals)
                .hasSize(WAITING / 4);
    }
}
