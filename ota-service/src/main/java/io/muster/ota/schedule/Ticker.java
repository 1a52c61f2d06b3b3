// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.schedule;

import io.muster.ota.engine.Committed;
import io.muster.ota.store.RolloutStore;
import io.muster.platform.flight.SingleFlight;
import io.muster.platform.sql.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Has rollouts advanced: at once when something was committed, and every second for what is due.
 */
@ApplicationScoped
class Ticker {

    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final int TENANTS_AT_ONCE = 4;
    private static final int TENANTS_PER_ROUND = 256;

    private final SingleFlight rounds = new SingleFlight(this::round);
    private final Database database;
    private final RolloutStore rollouts;
    private final TenantRounds tenants;
    private final Clock clock;
    private volatile boolean stopped;

    Ticker(Database database, RolloutStore rollouts, TenantRounds tenants, Clock clock) {
        this.database = database;
        this.rollouts = rollouts;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Scheduled(every = "1s", identity = "rollout-tick")
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

    /** What fails is still due in the next round, so the round itself never fails. */
    private Uni<Void> round() {
        return database.read(connection ->
                        rollouts.dueTenants(connection, clock.instant(), TENANTS_PER_ROUND))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(tenant -> tenants.advance(tenant, () -> !stopped))
                .merge(TENANTS_AT_ONCE)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Rollouts wait for the next round: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
