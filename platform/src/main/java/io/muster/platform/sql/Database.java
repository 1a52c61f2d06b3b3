// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.sql;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Runs work in transactions of the service's database. A distributed engine, and PostgreSQL at a
 * deadlock, may abort a transaction that lost to another one; such work is run again from its
 * start, so it must have no effects but those on its connection. Failures to reach the database
 * surface as {@link StoreUnavailable}.
 */
@Singleton
public class Database {

    private static final int MAX_RETRIES = 4;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(10);
    private static final Duration MAX_BACKOFF = Duration.ofMillis(500);

    private final Pool pool;

    Database(Pool pool) {
        this.pool = pool;
    }

    /**
     * Runs the work in a transaction that is committed when its result arrives and rolled back when
     * it fails. The work is run at most five times, with full jitter between the runs.
     */
    public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        var once = Uni.createFrom().deferred(() -> pool.withTransaction(work));
        return once.onFailure(SqlFailure::lostRace)
                .recoverWithUni(() -> again(once))
                .onFailure(Database::unavailable)
                .transform(StoreUnavailable::new);
    }

    /** Apart from the first run, which nearly always is the only one and should cost no more. */
    private static <T> Uni<T> again(Uni<T> once) {
        long pause = ThreadLocalRandom.current().nextLong(1, 2 * FIRST_BACKOFF.toNanos());
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofNanos(pause))
                .chain(() -> once)
                .onFailure(SqlFailure::lostRace)
                .retry()
                .withBackOff(FIRST_BACKOFF.multipliedBy(2), MAX_BACKOFF)
                .withJitter(1.0)
                .atMost(MAX_RETRIES - 1);
    }

    /**
     * Runs statements that only read, each on its own; several that must agree belong into {@link
     * #transaction}.
     */
    public <T> Uni<T> read(Function<SqlConnection, Uni<T>> work) {
        return pool.withConnection(work)
                .onFailure(SqlFailure::unreachable)
                .transform(StoreUnavailable::new);
    }

    /**
     * Gives work that manages its connection itself, such as Panache's, the meaning of failures
     * that {@link #transaction} has. It is run once.
     */
    public <T> Uni<T> guard(Uni<T> work) {
        return work.onFailure(Database::unavailable).transform(StoreUnavailable::new);
    }

    /**
     * Streams what the work reads from one unchanging state of the database, however long the
     * reading takes. The connection is held until the stream ends or is cancelled.
     */
    public <T> Multi<T> snapshot(Function<SqlConnection, Multi<T>> work) {
        return Multi.createFrom()
                .resourceFromUni(this::beginSnapshot, work)
                .withFinalizer(Database::endSnapshot)
                .onFailure(SqlFailure::unreachable)
                .transform(StoreUnavailable::new);
    }

    private Uni<SqlConnection> beginSnapshot() {
        return pool.getConnection()
                .chain(connection ->
                        connection
                                .query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                                .execute()
                                .replaceWith(connection)
                                .onFailure()
                                .call(connection::close));
    }

    private static Uni<Void> endSnapshot(SqlConnection connection) {
        return connection
                .query("ROLLBACK")
                .execute()
                .eventually(connection::close)
                .replaceWithVoid();
    }

    private static boolean unavailable(Throwable failure) {
        return SqlFailure.lostRace(failure) || SqlFailure.unreachable(failure);
    }
}
