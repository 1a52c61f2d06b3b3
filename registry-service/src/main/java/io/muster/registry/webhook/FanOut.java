// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.muster.platform.event.CloudEvent;
import io.muster.platform.outbox.OutboxListener;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.webhook.store.DeliveryStore;
import io.muster.registry.webhook.store.WebhookStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps events for webhooks in the transaction that makes them, so that none is lost and none is
 * told that did not happen. Tenants without webhooks, which are most, pay nothing: which have some
 * is read every second, so that a webhook gets events from about a second after it was added.
 */
@Singleton
class FanOut implements OutboxListener {

    private static final String SECRET = "credential.";

    private final Database database;
    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private volatile Optional<Set<TenantId>> tenants = Optional.empty();

    FanOut(Database database, WebhookStore webhooks, DeliveryStore deliveries) {
        this.database = database;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    @Override
    public Uni<Void> appended(SqlConnection connection, TenantId tenant, List<CloudEvent> events) {
        // Before the first look nobody is known to have none.
        boolean wanted = tenants.map(some -> some.contains(tenant)).orElse(true);
        var told =
                wanted ? events.stream().filter(FanOut::mayLeave).toList() : List.<CloudEvent>of();
        return told.isEmpty()
                ? Uni.createFrom().voidItem()
                : deliveries.insert(connection, tenant, told);
    }

    /** What acl-service checks passwords by is for nobody else. */
    private static boolean mayLeave(CloudEvent event) {
        return !event.type().startsWith(SECRET);
    }

    @Scheduled(every = "1s", identity = "webhook-tenants")
    Uni<Void> look() {
        return database.read(webhooks::tenants)
                .invoke(found -> tenants = Optional.of(Set.copyOf(found)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }
}
