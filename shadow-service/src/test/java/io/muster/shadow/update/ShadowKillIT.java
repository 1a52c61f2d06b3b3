// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.shadow.support.Crowd;
import io.muster.shadow.support.PackagedShadow;
import io.muster.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The packaged service is killed three times while devices report and operators wish. */
class ShadowKillIT {

    private static final int DEVICES = 10;
    private static final int REPORTS = Integer.getInteger("muster.kill.reports", 500);
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int NO_CONTENT = 204;

    private final List<String> devices =
            IntStream.range(0, DEVICES).mapToObj(_ -> "dev-" + UUID.randomUUID()).toList();
    private final AtomicBoolean reporting = new AtomicBoolean(true);

    /** The versions that wishes were answered with. */
    private record Wishes(Map<String, List<Long>> ofReporters, List<String> silent) {}

    @Test
    void case72NothingIsLostOrDoneTwiceOrOutOfOrderAfterKill9() throws Exception {
        try (var service = PackagedShadow.start();
                var crowd = Crowd.connect();
                var threads = Executors.newFixedThreadPool(2)) {
            var token = TestTokens.of("operator");
            var reports = threads.submit(reports(crowd));
            var wishes = threads.submit(() -> wishes(token));
            for (int kill = 1; kill <= KILLS; kill++) {
                long from = (long) kill * DEVICES * REPORTS / (KILLS + 1);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> crowd.accepted() >= from);
                assertThat(reports.isDone()).as("killed in the middle").isFalse();
                service.killAndStartAgain();
            }
            reports.get();
            await().atMost(PATIENCE).until(() -> crowd.accepted() == (long) DEVICES * REPORTS);
            reporting.set(false);
            var made = wishes.get();

            assertThat(crowd.contradictions()).isEmpty();
            for (var device : devices) {
                requireEachVersionOnce(crowd, device, made.ofReporters().get(device));
            }
            // A device that says nothing has no other way to learn of a wish.
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(crowd.deltas())
                                    .containsKeys(made.silent().toArray(String[]::new)));
        }
    }

    private static void requireEachVersionOnce(Crowd crowd, String device, List<Long> wishes) {
        var reports = crowd.versions(device);
        assertThat(List.copyOf(reports.values())).as("in the order of the reports").isSorted();
        var all = new ArrayList<>(reports.values());
        all.addAll(wishes);
        assertThat(new HashSet<>(all))
                .as("every change has a version, and no version two changes")
                .hasSize(all.size())
                .containsAll(LongStream.rangeClosed(1, all.size()).boxed().toList());
        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .get("/api/v1/devices/{id}/shadows/default", device)
                .then()
                .statusCode(200)
                .body("version", equalTo(all.size()))
                .body("reported.n", equalTo(REPORTS))
                .body("desired.w", equalTo(wishes.size()));
    }

    private Callable<Void> reports(Crowd crowd) {
        return () -> {
            for (long number = 1; number <= REPORTS; number++) {
                for (var device : devices) {
                    crowd.report(device, number);
                }
            }
            return null;
        };
    }

    /** In turn for a device that reports, and for one of which nobody hears anything. */
    private Wishes wishes(String token) {
        var made = new Wishes(new HashMap<>(), new ArrayList<>());
        devices.forEach(device -> made.ofReporters().put(device, new ArrayList<>()));
        for (int i = 0; reporting.get() || i < DEVICES; i++) {
            var versions = made.ofReporters().get(devices.get(i % DEVICES));
            versions.add(wish(token, devices.get(i % DEVICES), versions.size() + 1));
            var silent = "dev-" + UUID.randomUUID();
            wish(token, silent, 1);
            made.silent().add(silent);
        }
        return made;
    }

    /** Repeats it until there is an answer, under one key. */
    private static long wish(String token, String device, int number) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                var answer =
                        given().auth()
                                .oauth2(token)
                                .header("Idempotency-Key", "wish-" + number)
                                .header("Prefer", "return=minimal")
                                .contentType("application/merge-patch+json")
                                .body("{\"w\":" + number + "}")
                                .patch("/api/v1/devices/{id}/shadows/default/desired", device);
                if (answer.statusCode() == NO_CONTENT) {
                    return Long.parseLong(answer.header("ETag").replace("\"", ""));
                }
            } catch (Exception away) { // REST Assured throws whatever the connection does.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw new IllegalStateException("A wish is not answered any more.");
    }
}
