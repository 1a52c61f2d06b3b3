// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.enrollment.csr.Refusal;
import io.muster.registry.enrollment.csr.RefusalReason;
import io.muster.registry.enrollment.store.Batches;
import io.muster.registry.enrollment.store.EnrollmentStore;
import io.muster.registry.enrollment.store.EnrollmentStore.Attempt;
import io.muster.registry.identity.Fingerprint;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Keeps every attempt with its reason, because a device that fails in the field can't say why. */
@Singleton
class Attempts {

    /** How often it is recorded of a device that it has to wait for its tenant's quota. */
    private static final Duration ONCE_IN = Duration.ofMinutes(10);

    private final Database database;
    private final EnrollmentStore store;
    private final Alarms alarms;
    private final MeterRegistry meters;
    private final Allowance told;

    Attempts(
            Database database,
            EnrollmentStore store,
            Alarms alarms,
            MeterRegistry meters,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.alarms = alarms;
        this.meters = meters;
        this.told = new Allowance(1, ONCE_IN, clock);
    }

    /** Who tried, with which kind of credentials and, as far as it was read, which request. */
    record Applicant(String device, String method, Optional<CertificateRequest> request) {

        static Applicant of(Grant grant, Optional<CertificateRequest> request) {
            return new Applicant(grant.identity().device().value(), grant.method(), request);
        }

        private Optional<Fingerprint> csr() {
            return request.map(CertificateRequest::digest);
        }
    }

    /** Records a refusal and answers with it. What a flood would write is only counted. */
    Uni<EnrollmentOutcome> refused(Origin origin, Applicant applicant, Refusal refusal) {
        boolean kept =
                DeviceId.parse(applicant.device()).isPresent()
                        && (refusal.reason() != RefusalReason.RATE_LIMITED
                                || isNews(origin, applicant, refusal));
        return (kept ? record(origin, applicant, refusal) : Uni.createFrom().voidItem())
                .replaceWith(new Refused(refusal));
    }

    /** Only a tenant's quota says when to come back, and who meets that has proven who it is. */
    private boolean isNews(Origin origin, Applicant applicant, Refusal refusal) {
        var key = origin.tenant() + " " + applicant.device();
        if (refusal.retryAfter().isEmpty() || told.exhausted(key)) {
            return false;
        }
        told.spend(key);
        return true;
    }

    private Uni<Void> record(Origin origin, Applicant applicant, Refusal refusal) {
        var reason = refusal.reason().code();
        var attempt =
                new Attempt(
                        applicant.device(),
                        origin.profile().label(),
                        applicant.method(),
                        Optional.of(reason),
                        origin.remoteIp(),
                        applicant.csr(),
                        Optional.empty());
        return database.transaction(connection ->
                store.insert(connection, origin.tenant(), attempt)
                        .chain(() -> alarms.raise(connection, origin, applicant, refusal)));
    }

    /** Counts what came of an attempt. */
    void count(EnrollmentOutcome outcome) {
        var tag =
                switch (outcome) {
                    case EnrollmentOutcome.Issued _ -> "issued";
                    case Refused(var refusal) -> refusal.reason().code();
                    case EnrollmentOutcome.Pending _ -> "pending";
                    case EnrollmentOutcome.Busy _ -> "busy";
                };
        meters.counter("registry.enrollments", "outcome", tag).increment();
    }

    @Scheduled(
            every = "10m",
            delayed = "1m",
            identity = "enrollment-attempts",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return Batches.drain(database, store::forgetOld);
    }
}
