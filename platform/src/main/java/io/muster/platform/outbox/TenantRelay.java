// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.outbox;

import io.muster.platform.outbox.OutboxStore.Pending;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Publishes the events of one tenant in batches and deletes those that the broker has confirmed. A
 * crash between the two publishes them again. One replica at a time relays a tenant, under a lease
 * that runs out when the replica dies; should it outlive its lease, while the broker is slow to
 * confirm, followers see events twice and drop them by sequence.
 */
@ApplicationScoped
class TenantRelay {

    private static final int EVENTS_PER_BATCH = 64;

    private final UUID holder = UUID.randomUUID();
    private final Database database;
    private final OutboxStore store;
    private final EventSender sender;

    TenantRelay(Database database, OutboxStore store, EventSender sender) {
        this.database = database;
        this.store = store;
        this.sender = sender;
    }

    /**
     * Relays until the tenant has no more events, the broker stops confirming, or the caller no
     * longer wants to go on.
     */
    Uni<Void> relay(TenantId tenant, BooleanSupplier goOn) {
        return Uni.createFrom()
                .deferred(() -> batch(tenant))
                .repeat()
                .whilst(more -> more && goOn.getAsBoolean())
                .onItem()
                .ignoreAsUni();
    }

    /** Answers whether there may be more to relay now. */
    private Uni<Boolean> batch(TenantId tenant) {
        return database.transaction(connection -> leased(connection, tenant))
                .chain(pending -> publish(tenant, pending));
    }

    private Uni<List<Pending>> leased(SqlConnection connection, TenantId tenant) {
        return store.lease(connection, tenant, holder)
                .chain(held ->
                        held
                                ? store.first(connection, tenant, EVENTS_PER_BATCH)
                                : Uni.createFrom().item(List.<Pending>of()));
    }

    private Uni<Boolean> publish(TenantId tenant, List<Pending> pending) {
        if (pending.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return sender.send(tenant, pending).chain(confirmed -> forget(tenant, pending, confirmed));
    }

    private Uni<Boolean> forget(TenantId tenant, List<Pending> pending, int confirmed) {
        boolean more = confirmed == EVENTS_PER_BATCH;
        long last = confirmed == 0 ? 0 : pending.get(confirmed - 1).sequence();
        return database.transaction(connection ->
                        store.deleteUpTo(connection, tenant, last)
                                .chain(() ->
                                        more
                                                ? Uni.createFrom().voidItem()
                                                : store.release(connection, tenant, holder)))
                .replaceWith(more);
    }
}
