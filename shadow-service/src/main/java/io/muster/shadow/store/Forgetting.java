// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Forgets requests and versions that are too old, a bounded number at a time. */
@ApplicationScoped
class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);
    private static final int AT_A_TIME = 5_000;

    private final Database database;
    private final RequestTable requests;
    private final HistoryTable history;
    private final Clock clock;

    Forgetting(Database database, RequestTable requests, HistoryTable history, Clock clock) {
        this.database = database;
        this.requests = requests;
        this.history = history;
        this.clock = clock;
    }

    @Scheduled(
            every = "{muster.shadow.forget-every}",
            identity = "shadow-forgetting",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return forget("requests", this::forgetRequests)
                .chain(() -> forget("versions", this::forgetVersions));
    }

    private Uni<Integer> forgetRequests(SqlConnection connection) {
        var before = clock.instant().minus(Shadows.REMEMBERED);
        return requests.forget(connection, before, AT_A_TIME);
    }

    private Uni<Integer> forgetVersions(SqlConnection connection) {
        return history.forget(connection, clock.instant(), AT_A_TIME);
    }

    private Uni<Void> forget(String what, Function<SqlConnection, Uni<Integer>> some) {
        return database.transaction(some)
                .repeat()
                .whilst(forgotten -> forgotten == AT_A_TIME)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Old %s stay for now: %s", what, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
