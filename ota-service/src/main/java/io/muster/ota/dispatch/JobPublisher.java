// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.dispatch;

import io.muster.ota.engine.Committed;
import io.muster.ota.store.SlotStore;
import io.muster.platform.flight.SingleFlight;
import io.muster.platform.sql.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Has slots published that changed: at once when something was committed, and every second in case
 * it was not published then.
 */
@ApplicationScoped
class JobPublisher {

    private static final Logger LOG = Logger.getLogger(JobPublisher.class);
    private static final int TENANTS_AT_ONCE = 4;
    private static final int TENANTS_PER_ROUND = 256;

    private final SingleFlight rounds = new SingleFlight(this::round);
    private final Database database;
    private final SlotStore slots;
    private final SlotSender sender;
    private volatile boolean stopped;

    JobPublisher(Database database, SlotStore slots, SlotSender sender) {
        this.database = database;
        this.slots = slots;
        this.sender = sender;
    }

    @Scheduled(every = "1s", identity = "job-sweep")
    void wake() {
        if (!stopped) {
            rounds.request();
        }
    }

    void committed(@Observes Committed committed) {
        wake();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopped = true;
    }

    /** What fails stays pending for the next round, so the round itself never fails. */
    private Uni<Void> round() {
        return database.read(connection -> slots.pendingTenants(connection, TENANTS_PER_ROUND))
                .onItem()
                .transformToMulti(pending -> Multi.createFrom().iterable(pending))
                .onItem()
                .transformToUni(tenant -> sender.publishAll(tenant, () -> !stopped))
                .merge(TENANTS_AT_ONCE)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Jobs stay unpublished for now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
