// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.registry.bulk.input.CsvHeader;
import io.muster.registry.bulk.input.FileFault;
import io.muster.registry.bulk.input.FileFormat;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.JobStore;
import io.muster.registry.bulk.store.RowStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Takes files in, some hundred rows in a transaction: a client that is slow holds neither a
 * connection nor memory. (A COPY of the whole file is measured to be half a second faster for
 * 100,000 rows, 0.5 s instead of 1, but holds a transaction, a connection and a thread for as long
 * as the client likes.)
 */
@ApplicationScoped
class Uploads {

    /** So often within the patience one tells at least that bytes still come. */
    private static final int TOUCHES = 5;

    private final Database database;
    private final JobStore jobs;
    private final RowStore rows;
    private final Admission admission;
    private final Worker worker;
    private final Clock clock;
    private final long maxBytes;
    private final Duration pause;

    Uploads(
            Database database,
            JobStore jobs,
            RowStore rows,
            Admission admission,
            Worker worker,
            BulkConfig config,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.rows = rows;
        this.admission = admission;
        this.worker = worker;
        this.clock = clock;
        this.pause = config.uploadPatience().dividedBy(TOUCHES);
        this.maxBytes = config.maxFileSize().asLongValue();
    }

    /** The job that the file is for: a new one, or that which does the same already. */
    Uni<BulkJob> receive(Upload upload, Multi<Buffer> bytes) {
        return admission
                .begin(upload)
                .chain(begun ->
                        received(upload, begun, bytes)
                                .onFailure()
                                .call(() -> admission.discard(begun.job())))
                .invoke(worker::wake);
    }

    private Uni<BulkJob> received(Upload upload, Admission.Begun begun, Multi<Buffer> bytes) {
        var intake = new Intake(upload.format(), upload.purpose(), clock.instant());
        return bytes.onItem()
                .transformToUniAndConcatenate(buffer -> take(begun, intake, buffer))
                .onItem()
                .ignoreAsUni()
                .chain(() -> end(upload, begun, intake))
                .onFailure(FileFault.class)
                .transform(fault -> unreadable(fault));
    }

    private Uni<Void> take(Admission.Begun begun, Intake intake, Buffer buffer) {
        intake.take(buffer);
        requireWithin(begun, intake);
        return intake.isDue(clock.instant(), pause)
                ? keep(begun.job(), intake)
                : Uni.createFrom().voidItem();
    }

    private void requireWithin(Admission.Begun begun, Intake intake) {
        if (intake.bytes() > maxBytes) {
            throw closing(Problems.tooLarge("A file may have at most " + maxBytes + " bytes."));
        }
        if (intake.rows() > begun.mostRows()) {
            throw closing(
                    ProblemException.of(
                            403,
                            "quota-exceeded",
                            "The file has more rows than the tenant may send at once",
                            "At most " + begun.mostRows() + " rows; split the file."));
        }
    }

    private Uni<Void> keep(BulkJob job, Intake intake) {
        var after = intake.rows();
        var some = intake.drain(clock.instant());
        return database.transaction(connection ->
                jobs.touch(connection, job)
                        .invoke(awaited -> require(awaited))
                        .chain(() -> rows.insert(connection, job, after - some.size(), some)));
    }

    private static void require(boolean awaited) {
        if (!awaited) {
            throw closing(
                    Problems.conflict("Nothing came for so long that the upload was given up."));
        }
    }

    private Uni<BulkJob> end(Upload upload, Admission.Begun begun, Intake intake) {
        intake.end();
        requireWithin(begun, intake);
        if (upload.format() == FileFormat.CSV) {
            // Every row of it would fail for the same reason.
            CsvHeader.parse(intake.header());
        }
        var received =
                new JobStore.Received(
                        intake.header(), intake.rows(), intake.sha256(), upload.key());
        return keep(begun.job(), intake)
                .chain(() -> admission.finish(upload, begun.job(), received));
    }

    private static ProblemException unreadable(FileFault fault) {
        return closing(
                ProblemException.of(
                        422, "file-unreadable", "The file can't be read", fault.reason()));
    }

    /** What is still on its way will not be read. */
    private static ProblemException closing(ProblemException problem) {
        return problem.withHeader("Connection", "close");
    }
}
