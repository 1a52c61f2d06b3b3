// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.store.LostRace;
import io.muster.platform.outbox.Outbox;
import io.muster.platform.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.function.Function;

/**
 * Transactions that move rollouts. Work that lost a race is begun anew; what was committed is told
 * to those who would otherwise find it on their next round.
 */
@ApplicationScoped
public class Transactions {

    private static final int RETRIES = 5;

    private final Database database;
    private final Outbox outbox;
    private final Event<Committed> committed;

    Transactions(Database database, Outbox outbox, Event<Committed> committed) {
        this.database = database;
        this.outbox = outbox;
        this.committed = committed;
    }

    /** Runs work that may be run several times and has no effects but those on its connection. */
    public <T> Uni<T> run(Function<SqlConnection, Uni<T>> work) {
        return database.transaction(work)
                .onFailure(LostRace.class)
                .retry()
                .atMost(RETRIES)
                .invoke(this::tell);
    }

    private void tell() {
        outbox.wake();
        committed.fire(new Committed());
    }
}
