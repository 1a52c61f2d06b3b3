// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.sql.Database;
import io.muster.platform.sql.StoreUnavailable;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String RAISE =
            "DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '%s'; END $$";

    @Inject Database database;

    private final String tenant = "t" + UUID.randomUUID();

    private Uni<Void> add(SqlConnection connection, String key) {
        return connection
                .preparedQuery("INSERT INTO event_head (tenant_id, seq) VALUES ($1, 1)")
                .execute(Tuple.of(tenant + key))
                .replaceWithVoid();
    }

    private Uni<Integer> count(SqlConnection connection) {
        return connection
                .preparedQuery(
                        "SELECT count(*)::int FROM event_head WHERE starts_with(tenant_id, $1)")
                .execute(Tuple.of(tenant))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private int count() {
        return database.read(this::count).await().atMost(PATIENCE);
    }

    private static Uni<Void> raise(SqlConnection connection, String state) {
        return connection.query(RAISE.formatted(state)).execute().replaceWithVoid();
    }

    @Test
    void aTransactionThatLostARaceIsRunAgainFromItsStart() {
        for (var state : List.of("40001", "40P01")) {
            var runs = new AtomicInteger();

            database.transaction(connection ->
                            add(connection, state.toLowerCase(java.util.Locale.ROOT))
                                    .chain(() ->
                                            runs.incrementAndGet() < 4
                                                    ? raise(connection, state)
                                                    : Uni.createFrom().voidItem()))
                    .await()
                    .atMost(PATIENCE);

            assertThat(runs).hasValue(4);
        }
        assertThat(count()).as("the runs that lost left nothing").isEqualTo(2);
    }

    @Test
    void afterFiveRunsTheStoreCountsAsUnavailable() {
        var runs = new AtomicInteger();

        var transaction =
                database.transaction(connection -> {
                    runs.incrementAndGet();
                    return raise(connection, "40001");
                });

        assertThatThrownBy(() -> transaction.await().atMost(PATIENCE))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(runs).hasValue(5);
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        var runs = new AtomicInteger();

        var transaction =
                database.transaction(connection ->
                        add(connection, "x")
                                .chain(() -> {
                                    runs.incrementAndGet();
                                    return raise(connection, "23505");
                                }));

        assertThatThrownBy(() -> transaction.await().atMost(PATIENCE))
                .isNotInstanceOf(StoreUnavailable.class);
        assertThat(runs).hasValue(1);
        assertThat(count()).isZero();
    }

    /** Write skew: each reads what the other writes. PostgreSQL aborts one of them with 40001. */
    @Test
    void twoSerializableTransactionsBothSucceedInTheEnd() throws InterruptedException {
        var bothHaveRead = new CountDownLatch(2);
        var runs = new AtomicInteger();
        var results =
                Uni.join()
                        .all(
                                addIfCounted("a", bothHaveRead, runs),
                                addIfCounted("b", bothHaveRead, runs))
                        .andFailFast()
                        .await()
                        .atMost(PATIENCE);

        assertThat(results).containsExactlyInAnyOrder(0, 1);
        assertThat(runs.get()).isGreaterThanOrEqualTo(3);
        assertThat(count()).isEqualTo(2);
    }

    private Uni<Integer> addIfCounted(String key, CountDownLatch bothHaveRead, AtomicInteger runs) {
        return database.transaction(connection ->
                connection
                        .query("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
                        .execute()
                        .chain(() -> count(connection))
                        .invoke(runs::incrementAndGet)
                        .invoke(bothHaveRead::countDown)
                        .call(() ->
                                Uni.createFrom()
                                        .voidItem()
                                        .onItem()
                                        .delayIt()
                                        .until(_ -> both(bothHaveRead)))
                        .call(() -> add(connection, key)));
    }

    private static Uni<Void> both(CountDownLatch latch) {
        return Uni.createFrom()
                .item(latch::getCount)
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(20))
                .repeat()
                .until(count -> count == 0)
                .onItem()
                .ignoreAsUni();
    }

    @Test
    void aSnapshotDoesNotSeeWhatIsCommittedMeanwhile() {
        database.transaction(connection -> add(connection, "before")).await().atMost(PATIENCE);

        var counts =
                database.snapshot(connection ->
                                Multi.createBy()
                                        .concatenating()
                                        .streams(
                                                count(connection).toMulti(),
                                                database.transaction(
                                                                other -> add(other, "meanwhile"))
                                                        .chain(() -> count(connection))
                                                        .toMulti()))
                        .collect()
                        .asList()
                        .await()
                        .atMost(PATIENCE);

        assertThat(counts).containsExactly(1, 1);
        assertThat(count()).isEqualTo(2);
    }
}
