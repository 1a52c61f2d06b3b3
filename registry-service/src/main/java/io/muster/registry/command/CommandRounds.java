// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.flight.SingleFlight;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Has commands sent and given up when they are due: at once when told so, and every second. */
@ApplicationScoped
class CommandRounds {

    private static final Logger LOG = Logger.getLogger(CommandRounds.class);
    private static final int TENANTS_PER_ROUND = 256;

    private final SingleFlight rounds = new SingleFlight(this::round);
    private final Database database;
    private final SendStore sends;
    private final CommandSender sender;
    private final Deadlines deadlines;
    private final Clock clock;
    private volatile boolean stopped;

    CommandRounds(
            Database database,
            SendStore sends,
            CommandSender sender,
            Deadlines deadlines,
            Clock clock) {
        this.database = database;
        this.sends = sends;
        this.sender = sender;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Scheduled(every = "1s", identity = "command-rounds")
    void wake() {
        if (!stopped) {
            rounds.request();
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopped = true;
    }

    /** What fails is due in the next round too, so the round itself never fails. */
    private Uni<Void> round() {
        return database.read(connection ->
                        sends.dueTenants(connection, clock.instant(), TENANTS_PER_ROUND))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(
                        tenant -> deadlines.giveUp(tenant).chain(() -> sendAll(tenant)))
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Commands wait for now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> sendAll(TenantId tenant) {
        return Multi.createBy()
                .repeating()
                .uni(() -> sender.batch(tenant))
                .whilst(more -> more && !stopped)
                .onItem()
                .ignoreAsUni();
    }
}
