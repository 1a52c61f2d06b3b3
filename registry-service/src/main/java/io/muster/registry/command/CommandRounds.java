// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.flight.TenantRounds;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Has commands sent and given up when they are due: at once when told so, and every second. */
@ApplicationScoped
class CommandRounds {

    private static final int TENANTS_PER_ROUND = 256;

    private final TenantRounds rounds;
    private final CommandSender sender;
    private final Deadlines deadlines;

    CommandRounds(
            Database database,
            SendStore sends,
            CommandSender sender,
            Deadlines deadlines,
            Clock clock) {
        this.sender = sender;
        this.deadlines = deadlines;
        this.rounds =
                new TenantRounds(
                        "Commands",
                        () ->
                                database.read(connection ->
                                        sends.dueTenants(
                                                connection, clock.instant(), TENANTS_PER_ROUND)),
                        this::step);
    }

    @Scheduled(every = "1s", identity = "command-rounds")
    void wake() {
        rounds.request();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        rounds.stop();
    }

    private Uni<Boolean> step(TenantId tenant) {
        return deadlines.giveUp(tenant).chain(() -> sender.batch(tenant));
    }
}
