// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.channel.Defect;
import io.muster.platform.flight.SingleFlight;
import io.muster.platform.sql.Database;
import io.muster.platform.sql.StoreUnavailable;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.BulkRow;
import io.muster.registry.bulk.store.JobMode;
import io.muster.registry.bulk.store.JobQueue;
import io.muster.registry.bulk.store.JobStore;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowOutcome.Failure;
import io.muster.registry.bulk.store.RowStore;
import io.muster.registry.event.RegistryEvents;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does batch after batch, of the job that waited longest. A batch is one transaction, which holds
 * the job's row: replicas share the jobs without a word, and one that dies has done its last batch
 * whole or not at all. A batch that the database refuses is halved until the row is found that is
 * to blame; what the row is not to blame for has the job wait.
 */
@ApplicationScoped
class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Failure UNUSABLE =
            new Failure("row-unusable", "", "The row can't be stored.");

    private static final Duration UNTIL_LOOKED_AT_AGAIN = Duration.ofSeconds(2);

    private final SingleFlight rounds = new SingleFlight(this::round);
    private final Database database;
    private final JobStore jobs;
    private final JobQueue queue;
    private final RowStore rows;
    private final ImportBatch imports;
    private final IssueBatch issues;
    private final RegistryEvents events;
    private final BatchSizes sizes;
    private @Nullable BulkJob current;
    private volatile boolean stopped;

    Worker(
            Database database,
            JobStore jobs,
            JobQueue queue,
            RowStore rows,
            ImportBatch imports,
            IssueBatch issues,
            RegistryEvents events,
            BulkConfig config) {
        this.database = database;
        this.jobs = jobs;
        this.queue = queue;
        this.rows = rows;
        this.imports = imports;
        this.issues = issues;
        this.events = events;
        this.sizes = new BatchSizes(config.batch());
    }

    /** What came of a batch. */
    private enum Step {
        DID,
        NOTHING_TO_DO,
        GIVE_UP_FOR_NOW
    }

    @Scheduled(every = "1s", identity = "bulk-worker")
    void wake() {
        if (!stopped) {
            rounds.request();
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopped = true;
    }

    private Uni<Void> round() {
        return Uni.createFrom()
                .deferred(this::step)
                .repeat()
                .whilst(step -> step == Step.DID && !stopped)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Step> step() {
        return database.transaction(this::batch)
                .invoke(events::wake)
                .invoke(did -> did.ifPresent(job -> sizes.grow(job.id())))
                .map(did -> did.isPresent() ? Step.DID : Step.NOTHING_TO_DO)
                .onFailure()
                .recoverWithUni(this::smaller);
    }

    /** Answers the job that a batch was done of. */
    private Uni<Optional<BulkJob>> batch(SqlConnection connection) {
        return queue.claim(connection)
                .invoke(claimed -> current = claimed.orElse(null))
                .call(claimed ->
                        claimed.map(job -> next(connection, job, sizes.of(job.id()), batch(job)))
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Batch batch(BulkJob job) {
        return job.mode() == JobMode.ISSUE ? issues : imports;
    }

    private Uni<Void> next(SqlConnection connection, BulkJob job, int limit, Batch batch) {
        return rows.next(connection, job, limit)
                .chain(next ->
                        next.isEmpty()
                                ? queue.turn(connection, job)
                                : batch.run(connection, job, next)
                                        .chain(done -> advance(connection, job, done)));
    }

    private Uni<Void> advance(SqlConnection connection, BulkJob job, Batch.Done done) {
        return rows.finish(connection, job, done.outcomes())
                .chain(() -> queue.advance(connection, job, done.outcomes(), done.place()));
    }

    /** The database is away, or refuses one of the rows. */
    private Uni<Step> smaller(Throwable failure) {
        var blamed = current;
        if (failure instanceof StoreUnavailable || blamed == null) {
            return Uni.createFrom().item(Step.GIVE_UP_FOR_NOW);
        }
        return database.transaction(settlement(blamed, failure))
                .replaceWith(Step.DID)
                .onFailure()
                .recoverWithItem(Step.GIVE_UP_FOR_NOW);
    }

    /** Whatever it is, other jobs have their turn before this one is looked at again. */
    private Function<SqlConnection, Uni<Void>> settlement(BulkJob blamed, Throwable failure) {
        if (!(failure instanceof IssueBatch.Busy) && sizes.of(blamed.id()) > 1) {
            sizes.shrink(blamed.id());
            return connection -> queue.postpone(connection, blamed, Duration.ZERO);
        }
        if (Defect.in(failure)) {
            LOG.warnf("A row of a job can't be stored: %s", failure);
            return connection -> giveUp(connection, blamed);
        }
        LOG.debugf("A job waits: %s", failure);
        return connection -> queue.postpone(connection, blamed, UNTIL_LOOKED_AT_AGAIN);
    }

    /** Goes on behind the row that failed, unless another replica did. */
    private Uni<Void> giveUp(SqlConnection connection, BulkJob blamed) {
        return jobs.lock(connection, blamed.tenant(), blamed.id())
                .chain(found ->
                        found.filter(job -> job.mark().equals(blamed.mark()))
                                .filter(job -> job.state().isOpen())
                                .map(job -> next(connection, job, 1, Worker::unusable))
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static Uni<Batch.Done> unusable(
            SqlConnection connection, BulkJob job, List<BulkRow> rows) {
        return Uni.createFrom()
                .item(
                        Batch.Done.all(
                                rows.stream()
                                        .map(row ->
                                                RowOutcome.failed(
                                                        row.number(), Optional.empty(), UNUSABLE))
                                        .toList()));
    }
}
