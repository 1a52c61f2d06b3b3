// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.idempotency.IdempotencyKeys;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IdempotencyQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TenantId TENANT = new TenantId("default");

    @Inject IdempotencyKeys keys;
    @Inject Database database;

    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger done = new AtomicInteger();

    private Uni<Stored> request(String fingerprint) {
        return database.transaction(connection ->
                keys.find(connection, TENANT, key, fingerprint)
                        .chain(earlier ->
                                earlier.map(it -> Uni.createFrom().item(it))
                                        .orElseGet(() -> {
                                            var answer =
                                                    new Stored(
                                                            201,
                                                            "{\"n\":"
                                                                    + done.incrementAndGet()
                                                                    + "}");
                                            return Uni.createFrom()
                                                    .item(answer)
                                                    .onItem()
                                                    .delayIt()
                                                    .by(Duration.ofMillis(50))
                                                    .call(() ->
                                                            keys.store(
                                                                    connection,
                                                                    TENANT,
                                                                    key,
                                                                    answer));
                                        })));
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswer() {
        var first = request("a").await().atMost(PATIENCE);
        var second = request("a").await().atMost(PATIENCE);

        assertThat(second).isEqualTo(first).isEqualTo(new Stored(201, "{\"n\":1}"));
        assertThat(done).hasValue(1);
    }

    @Test
    void concurrentRequestsAreDoneOnce() {
        var requests = IntStream.range(0, 8).mapToObj(_ -> request("a")).toList();

        var answers = Uni.join().all(requests).andFailFast().await().atMost(PATIENCE);

        assertThat(answers).containsOnly(new Stored(201, "{\"n\":1}"));
        assertThat(done).hasValue(1);
    }

    @Test
    void aKeyOfAnotherRequestIsAConflict() {
        request("a").await().atMost(PATIENCE);

        assertThatThrownBy(() -> request("b").await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> {
                            assertThat(it.getStatusCode()).isEqualTo(409);
                            assertThat(it.code()).isEqualTo("idempotency-key-reused");
                        });
    }

    @Test
    void aRequestThatFailedMayBeRepeated() {
        var failing =
                database.transaction(connection ->
                        keys.find(connection, TENANT, key, "a")
                                .chain(() ->
                                        Uni.createFrom()
                                                .failure(
                                                        new IllegalStateException("rolled back"))));
        assertThatThrownBy(() -> failing.await().atMost(PATIENCE)).hasMessage("rolled back");

        assertThat(request("a").await().atMost(PATIENCE).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä"})
    void aMalformedKeyIsRefused(String malformed) {
        var request =
                database.transaction(connection -> keys.find(connection, TENANT, malformed, "a"));

        assertThatThrownBy(() -> request.await().atMost(PATIENCE))
                .isInstanceOf(ProblemException.class);
    }
}
