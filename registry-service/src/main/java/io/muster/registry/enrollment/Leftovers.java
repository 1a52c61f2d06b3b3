// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.sql.Database;
import io.muster.registry.ca.store.IssuerProofStore;
import io.muster.registry.enrollment.store.Batches;
import io.muster.registry.enrollment.store.ClaimTokenStore;
import io.muster.registry.enrollment.store.RenewalStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Forgets permissions that are past their time: claims a month later, so that somebody may still
 * see what became of them, the others at once.
 */
@ApplicationScoped
class Leftovers {

    private final Database database;
    private final ClaimTokenStore claims;
    private final RenewalStore renewals;
    private final IssuerProofStore proofs;

    Leftovers(
            Database database,
            ClaimTokenStore claims,
            RenewalStore renewals,
            IssuerProofStore proofs) {
        this.database = database;
        this.claims = claims;
        this.renewals = renewals;
        this.proofs = proofs;
    }

    @Scheduled(
            every = "10m",
            delayed = "3m",
            identity = "enrollment-leftovers",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return Batches.drain(database, claims::forgetOld)
                .chain(() -> Batches.drain(database, renewals::forgetAllowances))
                .chain(() -> Batches.drain(database, proofs::forgetOld));
    }
}
