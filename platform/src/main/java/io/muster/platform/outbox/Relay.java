// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import io.muster.platform.flight.SingleFlight;
import io.muster.platform.sql.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Decides when to relay: at once when somebody committed an event, and every second in case nobody
 * said so.
 */
@Singleton
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final int TENANTS_AT_ONCE = 4;
    private static final int TENANTS_PER_ROUND = 256;

    private final SingleFlight rounds = new SingleFlight(this::round);
    private final Database database;
    private final OutboxStore store;
    private final TenantRelay tenants;
    private volatile boolean stopped;

    Relay(Database database, OutboxStore store, TenantRelay tenants) {
        this.database = database;
        this.store = store;
        this.tenants = tenants;
    }

    @Scheduled(every = "1s", identity = "outbox-sweep")
    void wake() {
        if (!stopped) {
            rounds.request();
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopped = true;
    }

    /** What fails stays in the table for the next sweep, so the round itself never fails. */
    private Uni<Void> round() {
        return database.read(connection -> store.pendingTenants(connection, TENANTS_PER_ROUND))
                .onItem()
                .transformToMulti(pending -> Multi.createFrom().iterable(pending))
                .onItem()
                .transformToUni(tenant -> tenants.relay(tenant, () -> !stopped))
                .merge(TENANTS_AT_ONCE)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Events stay in the outbox for now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
