// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Forgets requests that are too old to be recognised, a bounded number at a time. */
@ApplicationScoped
class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);
    private static final int AT_A_TIME = 5_000;

    private final Database database;
    private final RequestTable requests;
    private final Clock clock;

    Forgetting(Database database, RequestTable requests, Clock clock) {
        this.database = database;
        this.requests = requests;
        this.clock = clock;
    }

    @Scheduled(
            every = "{muster.shadow.forget-every}",
            identity = "shadow-requests",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return forgetSome()
                .repeat()
                .whilst(forgotten -> forgotten == AT_A_TIME)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Old requests stay for now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Integer> forgetSome() {
        var before = clock.instant().minus(Shadows.REMEMBERED);
        return database.transaction(connection -> requests.forget(connection, before, AT_A_TIME));
    }
}
