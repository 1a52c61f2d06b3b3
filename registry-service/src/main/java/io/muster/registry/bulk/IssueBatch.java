// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.sql.SqlFailure;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.input.RowFault;
import io.muster.registry.bulk.store.BulkJob;
import io.muster.registry.bulk.store.BulkRow;
import io.muster.registry.bulk.store.RowOutcome;
import io.muster.registry.ca.Authorities;
import io.muster.registry.enrollment.TrustedEnrollments;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Orders certificates for the devices of some rows, a few at once, each in the transaction that
 * every enrollment has. These are committed before the batch is: after a crash in between, rows are
 * ordered again and get the certificates that they got before. For the same reason it does no harm
 * when the batch's own transaction is run again, which otherwise must have no effects but its own.
 */
@ApplicationScoped
class IssueBatch implements Batch {

    /** So few that the batch's transaction, which waits for them, is over in seconds. */
    private static final int MOST = 50;

    private static final int AT_ONCE = 4;
    private static final int SERVER_ERROR = 500;
    private static final Logger LOG = Logger.getLogger(IssueBatch.class);

    private final TrustedEnrollments enrollments;
    private final Authorities authorities;
    private final JsonBodies json;

    IssueBatch(TrustedEnrollments enrollments, Authorities authorities, JsonBodies json) {
        this.enrollments = enrollments;
        this.authorities = authorities;
        this.json = json;
    }

    /**
     * Not one row could be looked at, and the job has to wait: others have the processors, or this
     * replica has not heard of the tenant's authority yet.
     */
    static final class Busy extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Busy() {
            super("no certificate can be issued now", null, false, false);
        }
    }

    /** What became of a row; empty when it has to be looked at later. */
    record Seen(long row, Optional<RowOutcome> outcome) {}

    @Override
    public Uni<Done> run(SqlConnection connection, BulkJob job, List<BulkRow> rows) {
        if (authorities.find(job.tenant()).isEmpty()) {
            return Uni.createFrom().failure(new Busy());
        }
        return Multi.createFrom()
                .iterable(rows.subList(0, Math.min(MOST, rows.size())))
                .onItem()
                .transformToUni(
                        row -> outcome(job, row).map(outcome -> new Seen(row.number(), outcome)))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(IssueBatch::untilFirstToWait)
                .map(Done::all);
    }

    /** Rows behind one that has to wait come again with it, whatever became of them. */
    static List<RowOutcome> untilFirstToWait(List<Seen> seen) {
        var done =
                seen.stream()
                        .sorted(Comparator.comparingLong(Seen::row))
                        .map(Seen::outcome)
                        .takeWhile(Optional::isPresent)
                        .map(Optional::orElseThrow)
                        .toList();
        if (done.isEmpty()) {
            throw new Busy();
        }
        return done;
    }

    private Uni<Optional<RowOutcome>> outcome(BulkJob job, BulkRow row) {
        var named = Optional.<String>empty();
        try {
            var wanted = json.value(json.parsed(row.body()), IssueRow.class);
            var device = wanted.device();
            named = Optional.of(device.value());
            return order(job, row.number(), device, wanted.request());
        } catch (RowFault fault) {
            return over(Faults.outcome(row.number(), named, fault));
        } catch (ProblemException problem) {
            return over(Faults.outcome(row.number(), named, problem));
        }
    }

    private static Uni<Optional<RowOutcome>> over(RowOutcome outcome) {
        return Uni.createFrom().item(Optional.of(outcome));
    }

    private Uni<Optional<RowOutcome>> order(
            BulkJob job, long row, DeviceId device, byte[] request) {
        return enrollments
                .order(new DeviceIdentity(job.tenant(), device), job.actor(), request)
                .map(outcome -> IssueOutcomes.of(row, device, outcome))
                .onFailure(IssueBatch::isOfTheRow)
                .recoverWithItem(problem ->
                        Optional.of(
                                Faults.outcome(
                                        row,
                                        Optional.of(device.value()),
                                        (ProblemException) problem)))
                .onFailure(IssueBatch::passes)
                .recoverWithItem(failure -> later(row, failure));
    }

    private static boolean isOfTheRow(Throwable failure) {
        return failure instanceof ProblemException problem
                && problem.getStatusCode() < SERVER_ERROR;
    }

    /**
     * The signer pauses, or the database does: no reason to tell a device that it gets none. What
     * the database refuses because of the row fails the batch, until the row is found.
     */
    static boolean passes(Throwable failure) {
        return !SqlFailure.refusedValue(failure);
    }

    private static Optional<RowOutcome> later(long row, Throwable failure) {
        LOG.warnf("Row %d of a job for certificates waits: %s", row, failure);
        return Optional.empty();
    }
}
