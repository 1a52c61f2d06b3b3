// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.sql.Database;
import io.muster.registry.certificate.store.SerialTaken;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.CertificateRequest;
import io.muster.registry.event.RegistryEvents;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * From a verified request to a stored certificate. Signing comes first and outside the transaction,
 * which holds locks and may run more than once; a signature that the transaction does not want is
 * thrown away. So is one whose serial its authority has given before, and another one is made.
 */
@Singleton
class Issuance {

    /** A source of serials that repeats itself more often than that is broken. */
    private static final int MORE_SERIALS = 3;

    private final Signing signing;
    private final Database database;
    private final IssuanceTransaction transaction;
    private final RegistryEvents events;
    private final IssueLimits limits;

    Issuance(
            Signing signing,
            Database database,
            IssuanceTransaction transaction,
            RegistryEvents events,
            IssueLimits limits) {
        this.signing = signing;
        this.database = database;
        this.transaction = transaction;
        this.events = events;
        this.limits = limits;
    }

    Uni<EnrollmentOutcome> issue(Origin origin, Grant grant, CertificateRequest request) {
        return limits.foreseen(grant)
                .<Uni<EnrollmentOutcome>>map(refusal -> Uni.createFrom().item(new Refused(refusal)))
                .orElseGet(() -> signAndKeep(origin, grant, request));
    }

    private Uni<EnrollmentOutcome> signAndKeep(
            Origin origin, Grant grant, CertificateRequest request) {
        return Uni.createFrom()
                .deferred(() -> signing.sign(grant, request, validity(origin)))
                .map(signed -> new Draft(origin, grant, request, signed))
                .chain(draft ->
                        database.transaction(connection -> transaction.run(connection, draft)))
                .onFailure(SerialTaken.class)
                .retry()
                .atMost(MORE_SERIALS)
                .invoke(events::wake)
                .onFailure(TurnedDown.class)
                .recoverWithItem(refused -> new Refused(refused.refusal()));
    }

    private static Optional<Duration> validity(Origin origin) {
        return origin.profile().rules().limits().validity();
    }
}
