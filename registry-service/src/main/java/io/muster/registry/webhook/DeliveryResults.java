// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.sql.Database;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.webhook.store.Delivery;
import io.muster.registry.webhook.store.DeliveryStore;
import io.muster.registry.webhook.store.DeliveryStore.Miss;
import io.muster.registry.webhook.store.DueDelivery;
import io.muster.registry.webhook.store.Webhook;
import io.muster.registry.webhook.store.WebhookStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Writes down what came of sending: taken, to be sent again after a while, or given up; and
 * disables webhooks that take nothing.
 */
@ApplicationScoped
class DeliveryResults {

    private static final int GONE = 410;
    private static final String REFUSED = "the receiver wants no more events (410)";

    private final Database database;
    private final DeliveryStore deliveries;
    private final WebhookStore webhooks;
    private final RegistryEvents events;
    private final Retries retries;
    private final WebhookConfig config;
    private final Clock clock;

    DeliveryResults(
            Database database,
            DeliveryStore deliveries,
            WebhookStore webhooks,
            RegistryEvents events,
            WebhookConfig config,
            Clock clock) {
        this.database = database;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.events = events;
        this.config = config;
        this.clock = clock;
        this.retries = new Retries(config.firstRetry());
    }

    /** An answer came. The webhook's row first, as whoever locks both does. */
    Uni<Void> answered(DueDelivery delivery, int status) {
        if (status / 100 == 2) {
            return database.transaction(connection ->
                    webhooks.works(connection, delivery.tenant(), delivery.webhook())
                            .chain(() -> deliveries.delivered(connection, delivery, status)));
        }
        var why = status == GONE ? REFUSED : "the answer was " + status;
        return missed(delivery, Optional.of(status), why, status == GONE);
    }

    /** No answer came. */
    Uni<Void> unanswered(DueDelivery delivery, Throwable failure) {
        return missed(delivery, Optional.empty(), words(failure), false);
    }

    /** Our key is another one than that which sealed the secret. */
    Uni<Void> sealed(DueDelivery delivery) {
        return missed(delivery, Optional.empty(), "the secret can't be read", true);
    }

    /** Never the text of the failure: it may say what only we may know of the network. */
    private static String words(Throwable failure) {
        return switch (failure) {
            case Names.Forbidden forbidden -> String.valueOf(forbidden.getMessage());
            case UnknownHostException _ -> "the name is not known";
            case SSLException _ -> "TLS failed";
            default -> "no answer";
        };
    }

    /** The webhook's row first: what fails while it is being disabled must not wait for ever. */
    private Uni<Void> missed(
            DueDelivery delivery, Optional<Integer> status, String why, boolean atOnce) {
        return database.transaction(connection ->
                        webhooks.fails(
                                        connection,
                                        delivery.tenant(),
                                        delivery.webhook(),
                                        config.disableAfter(),
                                        atOnce,
                                        why)
                                .call(webhook -> write(connection, delivery, status, why, webhook))
                                .chain(webhook -> disabled(connection, webhook)))
                .invoke(events::wake);
    }

    private Uni<Void> write(
            SqlConnection connection,
            DueDelivery delivery,
            Optional<Integer> status,
            String why,
            Optional<Webhook> webhook) {
        boolean over =
                webhook.filter(Webhook::enabled).isEmpty()
                        || delivery.attempt() >= config.attempts();
        var state = over ? Delivery.State.FAILED : Delivery.State.PENDING;
        var next = clock.instant().plus(retries.wait(delivery.attempt()));
        return deliveries.failed(connection, delivery, state, new Miss(status, why, next));
    }

    private Uni<Void> disabled(SqlConnection connection, Optional<Webhook> found) {
        return found.filter(webhook -> !webhook.enabled())
                .map(webhook ->
                        deliveries
                                .giveUp(connection, webhook)
                                .chain(() -> tell(connection, webhook)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(SqlConnection connection, Webhook webhook) {
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("webhook", webhook.id().toString())
                        .put("reason", webhook.reason().orElse(""));
        var draft = new EventDraft("webhook.disabled", webhook.id().toString(), data);
        return events.tell(connection, webhook.tenant(), List.of(draft));
    }
}
