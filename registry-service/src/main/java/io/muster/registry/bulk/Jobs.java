// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.bulk.input.CsvHeader;
import io.muster.registry.bulk.input.FileFormat;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.JobMode;
import io.muster.registry.bulk.store.JobState;
import io.muster.registry.bulk.store.JobStore;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.bulk.store.RowResult;
import io.muster.registry.bulk.store.RowStore;
import io.muster.registry.bulk.store.RowStore.FailedRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Shows jobs, stops them and has them go on. */
@ApplicationScoped
class Jobs {

    private static final int BATCH = 500;

    private final Database database;
    private final JobStore jobs;
    private final RowStore rows;
    private final BatchJournal journal;
    private final Worker worker;

    Jobs(Database database, JobStore jobs, RowStore rows, BatchJournal journal, Worker worker) {
        this.database = database;
        this.jobs = jobs;
        this.rows = rows;
        this.journal = journal;
        this.worker = worker;
    }

    /** A job of the caller's tenant, of one of the modes. */
    Uni<BulkJob> get(TenantId tenant, UUID id, Set<JobMode> modes) {
        return database.read(connection -> jobs.find(connection, tenant, id))
                .map(found -> of(modes, found));
    }

    private static BulkJob of(Set<JobMode> modes, Optional<BulkJob> found) {
        return found.filter(job -> modes.contains(job.mode())).orElseThrow(Jobs::missing);
    }

    Uni<List<BulkJob>> list(
            TenantId tenant, Set<JobMode> modes, JobStore.@Nullable Place before, int limit) {
        return database.read(
                connection -> jobs.list(connection, tenant, List.copyOf(modes), before, limit));
    }

    Uni<List<RowOutcome>> rows(BulkJob job, @Nullable RowResult of, long after, int limit) {
        return database.read(connection -> rows.list(connection, job, of, after, limit));
    }

    /** Keeps the rows that are not done from being done; a job that is over stays as it is. */
    Uni<BulkJob> cancel(TenantId tenant, UUID id, Set<JobMode> modes, String actor) {
        return move(
                tenant, id, new Move(modes, JobState.CANCELLED, "cancel", JobState::isOpen), actor);
    }

    /** Goes on with a job that was cancelled; one that is not stays as it is. */
    Uni<BulkJob> resume(TenantId tenant, UUID id, Set<JobMode> modes, String actor) {
        return move(
                        tenant,
                        id,
                        new Move(
                                modes,
                                JobState.QUEUED,
                                "resume",
                                state -> state == JobState.CANCELLED),
                        actor)
                .invoke(worker::wake);
    }

    private record Move(Set<JobMode> modes, JobState to, String action, Predicate<JobState> from) {}

    private Uni<BulkJob> move(TenantId tenant, UUID id, Move move, String actor) {
        return database.transaction(connection ->
                jobs.lock(connection, tenant, id)
                        .map(found -> of(move.modes(), found))
                        .chain(job ->
                                move.from().test(job.state())
                                        ? jobs.move(connection, job, move.to())
                                                .call(moved ->
                                                        journal.moved(
                                                                connection,
                                                                moved,
                                                                move.action(),
                                                                actor))
                                        : Uni.createFrom().item(unmoved(job, move))));
    }

    private static BulkJob unmoved(BulkJob job, Move move) {
        if (job.state() == JobState.DONE || job.state() == JobState.RECEIVING) {
            throw Problems.conflict(
                    "The job is " + job.state() + ": there is nothing to " + move.action() + ".");
        }
        return job;
    }

    /** The rows that failed, in the form of the file that they came in, to be corrected. */
    Multi<String> failedRows(BulkJob job) {
        return job.format() == FileFormat.CSV
                ? failedCsv(job)
                : failed(job, row -> row.row().body());
    }

    private Multi<String> failedCsv(BulkJob job) {
        var header = CsvHeader.parse(job.header());
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(header.annotated("#error")),
                        failed(
                                job,
                                row ->
                                        header.annotated(
                                                row.row().body(),
                                                row.failure().code()
                                                        + ": "
                                                        + row.failure().message())));
    }

    /** What became of the rows of a job for certificates, as lines in the order of the file. */
    Multi<String> certificates(BulkJob job) {
        return all(after -> rows(job, null, after, BATCH), RowOutcome::row)
                .map(IssueOutcomes::line);
    }

    private Multi<String> failed(BulkJob job, Function<FailedRow, String> line) {
        return all(
                        after ->
                                database.read(
                                        connection -> rows.failed(connection, job, after, BATCH)),
                        found -> found.row().number())
                .map(line);
    }

    /** Reads a batch when the one before was sent, each from after the last row of that one. */
    private static <T> Multi<T> all(LongFunction<Uni<List<T>>> read, ToLongFunction<T> number) {
        return Multi.createBy()
                .repeating()
                .uni(
                        AtomicLong::new,
                        at -> read.apply(at.get()).invoke(found -> passed(at, found, number)))
                .whilst(found -> found.size() == BATCH)
                .onItem()
                .transformToMultiAndConcatenate(found -> Multi.createFrom().iterable(found));
    }

    private static <T> void passed(AtomicLong at, List<T> found, ToLongFunction<T> number) {
        if (!found.isEmpty()) {
            at.set(number.applyAsLong(found.getLast()));
        }
    }

    private static ProblemException missing() {
        return Problems.notFound("There is no such job.");
    }
}
