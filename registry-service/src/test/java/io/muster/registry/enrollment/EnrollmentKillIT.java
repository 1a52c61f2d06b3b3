// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.PackagedRegistry;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.TestCsr;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The packaged service is killed twice while a fleet enrolls with one token. */
class EnrollmentKillIT {

    private static final int DEVICES = 200;
    private static final int AT_ONCE = 8;
    private static final int KILLS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    @Test
    void aStormThatIsKilledLosesNothingAndIssuesNothingTwice() throws Exception {
        try (var service = PackagedRegistry.start();
                var fleet = Executors.newFixedThreadPool(AT_ONCE)) {
            var profile = Profile.with(Map.of("createIfMissing", true));
            var secret = profile.secret(Map.of("pattern", "dev-*", "maxUses", DEVICES));
            var clients = new HashMap<String, Future<BigInteger>>();
            for (var device : IntStream.range(0, DEVICES).mapToObj(_ -> Api.newId()).toList()) {
                clients.put(device, fleet.submit(client(profile, device, secret)));
            }
            try {
                for (int kill = 1; kill <= KILLS; kill++) {
                    int from = kill * DEVICES / (KILLS + 1);
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> answered.get() >= from);
                    service.kill();
                    assertThat(answered).as("killed in the middle").hasValueLessThan(DEVICES);
                    service.startAgain();
                }

                assertThat(serials(clients)).hasSize(DEVICES);
            } finally {
                fleet.shutdownNow();
            }
            assertThat(unanswered).as("requests that were cut off").hasPositiveValue();
            assertThat(uses(profile)).isEqualTo(DEVICES);
        }
    }

    /** Repeats one request until it is answered with a certificate. */
    private Callable<BigInteger> client(Profile profile, String device, String secret) {
        var csr = TestCsr.of(device).der();
        return () -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    var answer = profile.enroll(device, secret, csr);
                    if (!comeBack(answer)) {
                        var serial = Est.certificate(answer).getSerialNumber();
                        answered.incrementAndGet();
                        return serial;
                    }
                } catch (UncheckedIOException dead) {
                    unanswered.incrementAndGet();
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            throw new InterruptedException();
        };
    }

    /** Any other refusal would be one of a request that is good. */
    private static boolean comeBack(Answer answer) {
        return answer.status() == 202 || answer.status() == 503;
    }

    /** The serial numbers of all certificates there are, each of which a client was given. */
    private static HashSet<BigInteger> serials(Map<String, Future<BigInteger>> clients)
            throws Exception {
        var all = new HashSet<BigInteger>();
        for (var client : clients.entrySet()) {
            var given = client.getValue().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            var listed = Api.certificates(client.getKey()).then().statusCode(200).extract();
            assertThat(listed.<List<String>>path("items.serial"))
                    .extracting(serial -> new BigInteger(serial, 16))
                    .containsExactly(given);
            assertThat(listed.<List<String>>path("items.status")).containsExactly("ACTIVE");
            assertThat(all.add(given)).as("a serial number of its own").isTrue();
        }
        return all;
    }

    private static int uses(Profile profile) {
        return Api.as("viewer")
                .get(profile.path() + "/tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].uses");
    }
}
