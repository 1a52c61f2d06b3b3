// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.muster.registry.Claims;
import io.muster.registry.Est;
import io.muster.registry.TestCsr;
import io.muster.registry.TestKeys;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A fleet that comes all at once. As many devices as {@code -Dmuster.stampede} says, 400 unless it
 * says otherwise: 5,000 take a minute of two processors.
 */
@QuarkusTest
class StampedeQuarkusTest {

    private static final int DEVICES = Integer.getInteger("muster.stampede", 400);
    private static final Duration COME_BACK = Duration.ofMillis(300);
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final AtomicInteger busy = new AtomicInteger();

    @Test
    void case57AllAreServedOrToldToComeBackAndRenewalsGoOn() throws Exception {
        var claim = Claims.with(Map.of(), Map.of("maxUses", DEVICES));
        var keys = TestKeys.p256();
        var device = Api.newDevice();
        var first = TestCsr.of(device).keys(keys);
        var current = Est.certificate(Est.enroll(device, Api.secret(device), first.der()));

        try (var fleet = client(claim)) {
            var path = "/.well-known/est/" + claim.label() + "/simpleenroll";
            var all =
                    IntStream.range(0, DEVICES)
                            .mapToObj(_ -> TestCsr.of(Api.newId()).der())
                            .toList()
                            .stream()
                            .map(csr -> enrolled(fleet, path, csr))
                            .toList();
            var slowest = Duration.ZERO;
            var tls = Tls.with(current, keys.getPrivate());
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(200);
                var took = Duration.ofNanos(System.nanoTime() - start);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }

            var statuses = new ArrayList<Integer>();
            for (var each : all) {
                statuses.add(each.get(120, TimeUnit.SECONDS));
            }

            assertThat(statuses).containsOnly(200);
            assertThat(busy.get()).as("told to come back").isPositive();
            assertThat(slowest).isLessThan(RENEWAL);
        }
    }

    private static HttpClient client(Claims claim) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(claim.tls())
                .connectTimeout(Duration.ofSeconds(60))
                .build();
    }

    /** Asks until there is an answer other than to come back. */
    private CompletableFuture<Integer> enrolled(HttpClient client, String path, byte[] csr) {
        var request =
                HttpRequest.newBuilder(URI.create("https://localhost:" + Est.port() + path))
                        .header("Content-Type", "application/pkcs10")
                        .POST(BodyPublishers.ofString(Claims.text(csr)))
                        .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .thenCompose(answer -> settled(client, path, csr, answer));
    }

    private CompletableFuture<Integer> settled(
            HttpClient client, String path, byte[] csr, HttpResponse<String> answer) {
        if (answer.statusCode() != 202) {
            return CompletableFuture.completedFuture(answer.statusCode());
        }
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
        busy.incrementAndGet();
        var later = CompletableFuture.delayedExecutor(COME_BACK.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> csr, later)
                .thenCompose(again -> enrolled(client, path, again));
    }
}
