// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.muster.platform.flight.SingleFlight;
import io.muster.platform.sql.Database;
import io.muster.registry.webhook.store.DeliveryStore;
import io.muster.registry.webhook.store.DueDelivery;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Sends what is due, some at a time, and has what came of it written down. */
@ApplicationScoped
class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final int AT_ONCE = 16;

    private final SingleFlight rounds = new SingleFlight(this::round);
    private final Database database;
    private final DeliveryStore deliveries;
    private final Post post;
    private final Seal seal;
    private final DeliveryResults results;
    private final WebhookConfig config;
    private final Clock clock;
    private volatile boolean stopped;

    Sender(
            Database database,
            DeliveryStore deliveries,
            Post post,
            Seal seal,
            DeliveryResults results,
            WebhookConfig config,
            Clock clock) {
        this.database = database;
        this.deliveries = deliveries;
        this.post = post;
        this.seal = seal;
        this.results = results;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1s", identity = "webhook-sender")
    void wake() {
        if (!stopped) {
            rounds.request();
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopped = true;
    }

    private Uni<Void> round() {
        return Uni.createFrom()
                .deferred(this::batch)
                .repeat()
                .whilst(sent -> sent == AT_ONCE && !stopped)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Webhooks wait: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Integer> batch() {
        return database.transaction(connection -> deliveries.take(connection, AT_ONCE))
                .chain(due -> sendAll(due).replaceWith(due.size()));
    }

    private Uni<Void> sendAll(List<DueDelivery> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(this::send)
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> send(DueDelivery delivery) {
        return seal.open(delivery.webhook(), delivery.secret())
                .map(secret ->
                        post.send(delivery, secret)
                                .chain(status -> results.answered(delivery, status))
                                .onFailure()
                                .recoverWithUni(failure -> results.unanswered(delivery, failure)))
                .orElseGet(() -> results.sealed(delivery));
    }

    @Scheduled(every = "10m", delayed = "1m", identity = "webhook-forget")
    Uni<Void> forgetOld() {
        return database.transaction(
                connection -> deliveries.forget(connection, clock.instant().minus(config.kept())));
    }
}
