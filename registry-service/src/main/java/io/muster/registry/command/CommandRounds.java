// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.flight.TenantRounds;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Has commands sent and given up when they are due: at once when told so, and every second. Each in
 * rounds of its own, since sending waits for the broker and deadlines do not.
 */
@ApplicationScoped
class CommandRounds {

    private static final int TENANTS_PER_ROUND = 256;

    private final TenantRounds sending;
    private final TenantRounds ending;
    private final Database database;
    private final Clock clock;

    CommandRounds(
            Database database,
            SendStore sends,
            CommandSender sender,
            Deadlines deadlines,
            Clock clock) {
        this.database = database;
        this.clock = clock;
        this.sending = new TenantRounds("Commands", () -> due(sends::tenantsToSend), sender::batch);
        this.ending =
                new TenantRounds(
                        "Overdue commands", () -> due(sends::tenantsToEnd), deadlines::giveUp);
    }

    /** Finds tenants with something to do. */
    private interface Due {
        Uni<List<TenantId>> find(SqlConnection connection, Instant now, int limit);
    }

    private Uni<List<TenantId>> due(Due due) {
        return database.read(
                connection -> due.find(connection, clock.instant(), TENANTS_PER_ROUND));
    }

    @Scheduled(every = "1s", identity = "command-rounds")
    void wake() {
        ending.request();
        sending.request();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        ending.stop();
        sending.stop();
    }
}
