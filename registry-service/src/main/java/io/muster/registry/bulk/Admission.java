// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.sql.SqlFailure;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.JobStore;
import io.muster.registry.bulk.store.JobStore.Received;
import io.muster.registry.tenant.store.TenantStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Which files become jobs. With a key that was used before it is that key's job; without one it is
 * the job that has the same file and is not over. The same file after that is a new job, which
 * finds everything as it is.
 */
@ApplicationScoped
class Admission {

    private final Database database;
    private final JobStore jobs;
    private final TenantStore tenants;
    private final JobEnd jobEnd;
    private final BatchJournal journal;
    private final int maxOpen;

    Admission(
            Database database,
            JobStore jobs,
            TenantStore tenants,
            JobEnd jobEnd,
            BatchJournal journal,
            BulkConfig config) {
        this.database = database;
        this.jobs = jobs;
        this.tenants = tenants;
        this.jobEnd = jobEnd;
        this.journal = journal;
        this.maxOpen = config.maxOpenJobs();
    }

    /**
     * A job whose file is arriving.
     *
     * @param mostRows as many rows as it may have
     */
    record Begun(BulkJob job, long mostRows) {}

    /** Locks the tenant, so that no two of its requests take the last place. */
    Uni<Begun> begin(Upload upload) {
        return database.transaction(connection ->
                tenants.lock(connection, upload.tenant())
                        .map(found -> found.orElseThrow(Admission::unknown))
                        .call(() ->
                                jobs.open(connection, upload.tenant()).invoke(this::requireRoom))
                        .chain(tenant ->
                                jobs.insert(
                                                connection,
                                                upload.tenant(),
                                                upload.mode(),
                                                upload.format(),
                                                upload.actor())
                                        .map(job ->
                                                new Begun(
                                                        job,
                                                        tenant.options()
                                                                .quotas()
                                                                .rowsOfOneImport()))));
    }

    private void requireRoom(long open) {
        if (open >= maxOpen) {
            throw Problems.tooManyRequests(
                    "The tenant has " + maxOpen + " jobs that are not over.",
                    Duration.ofSeconds(10));
        }
    }

    /** All of the file is there. */
    Uni<BulkJob> finish(Upload upload, BulkJob job, Received received) {
        return database.transaction(connection -> decide(connection, upload, job, received))
                .onFailure(failure -> SqlFailure.uniqueViolation(failure, "bulk_job_key"))
                .recoverWithUni(() -> earlier(upload, received))
                .call(decided ->
                        decided.id().equals(job.id())
                                ? Uni.createFrom().voidItem()
                                : jobEnd.discard(job));
    }

    /** Two requests with the same key came at once; the other was first. */
    private Uni<BulkJob> earlier(Upload upload, Received received) {
        return database.read(connection -> same(connection, upload, received))
                .map(Optional::orElseThrow);
    }

    private Uni<BulkJob> decide(
            SqlConnection connection, Upload upload, BulkJob job, Received received) {
        return same(connection, upload, received)
                .chain(same ->
                        same.map(Uni.createFrom()::item)
                                .orElseGet(() -> admit(connection, job, received)));
    }

    private Uni<Optional<BulkJob>> same(
            SqlConnection connection, Upload upload, Received received) {
        var key = upload.key();
        return key == null
                ? jobs.unfinished(connection, upload.tenant(), received.sha256())
                : jobs.byKey(connection, upload.tenant(), key)
                        .invoke(found ->
                                found.filter(job -> !job.sha256().equals(received.sha256()))
                                        .ifPresent(_ -> {
                                            throw reused();
                                        }));
    }

    private Uni<BulkJob> admit(SqlConnection connection, BulkJob job, Received received) {
        return jobs.received(connection, job, received)
                .map(admitted ->
                        admitted.orElseThrow(() -> Problems.conflict("The upload was given up.")))
                .call(admitted -> journal.moved(connection, admitted, "begin", admitted.actor()));
    }

    /** A file that is not to be kept. */
    Uni<Void> discard(BulkJob job) {
        return jobEnd.discard(job);
    }

    private static ProblemException reused() {
        return ProblemException.of(
                409,
                "idempotency-key-reused",
                "The idempotency key belongs to another request",
                "The key was used for another file or mode; use a new key.");
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                403,
                "tenant-unknown",
                "The token's tenant does not exist here",
                "A platform-admin adds tenants; devices come after.");
    }
}
