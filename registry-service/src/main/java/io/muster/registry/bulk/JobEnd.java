// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.sql.Database;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.JobEnding;
import io.muster.registry.bulk.store.RowStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Forgets jobs: those that are over for long, and those whose file never came to its end. */
@ApplicationScoped
class JobEnd {

    private static final Logger LOG = Logger.getLogger(JobEnd.class);
    private static final int ROWS = 5_000;
    private static final int MOST_JOBS = 100;

    private final Database database;
    private final JobEnding jobs;
    private final RowStore rows;
    private final BulkConfig config;
    private final Clock clock;

    JobEnd(Database database, JobEnding jobs, RowStore rows, BulkConfig config, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Deletes a job with its rows if its file did not arrive: who was not told that it did may not
     * know. Never fails: what can't be deleted now is found by {@link #sweep} later.
     */
    Uni<Void> discard(BulkJob job) {
        return quietly(
                database.transaction(connection -> jobs.begin(connection, job))
                        .chain(marked -> marked ? delete(job) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> delete(BulkJob marked) {
        return repeat(() -> database.transaction(connection -> someRows(connection, marked)));
    }

    private static Uni<Void> quietly(Uni<Void> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("A job is deleted later: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Boolean> someRows(SqlConnection connection, BulkJob job) {
        return rows.delete(connection, job, ROWS)
                .chain(deleted ->
                        deleted < ROWS
                                ? jobs.delete(connection, job).replaceWith(false)
                                : Uni.createFrom().item(true));
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            identity = "bulk-sweep",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return Multi.createBy()
                .repeating()
                .uni(() -> database.transaction(this::sweepOne))
                .whilst(Optional::isPresent)
                .select()
                .first(MOST_JOBS)
                .onItem()
                .transformToUniAndConcatenate(old ->
                        old.map(job -> quietly(delete(job)))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Optional<BulkJob>> sweepOne(SqlConnection connection) {
        return jobs.old(connection, clock.instant(), config.kept(), config.uploadPatience());
    }

    private static Uni<Void> repeat(Supplier<Uni<Boolean>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .repeat()
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni();
    }
}
