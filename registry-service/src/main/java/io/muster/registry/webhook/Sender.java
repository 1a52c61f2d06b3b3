// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import io.muster.platform.flight.Batches;
import io.muster.platform.flight.SingleFlight;
import io.muster.platform.sql.Database;
import io.muster.registry.webhook.store.DeliveryStore;
import io.muster.registry.webhook.store.DueDelivery;
import io.muster.registry.webhook.store.DueStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends what is due and has what came of it written down. As soon as one delivery is over another
 * one is taken; a few only may be under way to one webhook and for one tenant, so that receivers
 * that take their time keep nobody else waiting.
 */
@ApplicationScoped
class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final int OLD_AT_ONCE = 5_000;

    private final SingleFlight rounds = new SingleFlight(this::fill);
    private final Flights flights = new Flights();
    private final Database database;
    private final DueStore due;
    private final DeliveryStore deliveries;
    private final Post post;
    private final Seal seal;
    private final DeliveryResults results;
    private final WebhookConfig config;
    private final Clock clock;
    private volatile boolean stopped;

    Sender(
            Database database,
            DueStore due,
            DeliveryStore deliveries,
            Post post,
            Seal seal,
            DeliveryResults results,
            WebhookConfig config,
            Clock clock) {
        this.database = database;
        this.due = due;
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

    /** Takes as many as there is room for; they leave, and this does not wait for them. */
    private Uni<Void> fill() {
        var room = flights.room();
        if (room.free() == 0) {
            return Uni.createFrom().voidItem();
        }
        return database.transaction(connection -> due.take(connection, room))
                .invoke(this::begin)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Webhooks wait: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private void begin(List<DueDelivery> taken) {
        taken.forEach(flights::begin);
        taken.forEach(delivery -> send(delivery).subscribe().with(_ -> {}, Sender::unwritten));
    }

    private Uni<Void> send(DueDelivery delivery) {
        return Uni.createFrom()
                .deferred(() -> sent(delivery))
                .onTermination()
                .invoke(() -> {
                    flights.end(delivery);
                    wake();
                });
    }

    private Uni<Void> sent(DueDelivery delivery) {
        return seal.open(delivery.webhook(), delivery.secret())
                .map(secret ->
                        post.send(delivery, secret)
                                .onItemOrFailure()
                                .transformToUni((status, failure) ->
                                        failure == null
                                                ? results.answered(delivery, status)
                                                : results.unanswered(delivery, failure)))
                .orElseGet(() -> results.sealed(delivery));
    }

    /** It is due again when nothing was heard of it for long enough. */
    private static void unwritten(Throwable failure) {
        LOG.warnf("What came of a delivery is not written down: %s", failure.getMessage());
    }

    @Scheduled(
            every = "10m",
            delayed = "1m",
            identity = "webhook-forget",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        var before = clock.instant().minus(config.kept());
        return Batches.untilNotFull(
                        OLD_AT_ONCE,
                        () -> stopped,
                        () ->
                                database.transaction(connection ->
                                        deliveries.forget(connection, before, OLD_AT_ONCE)))
                .chain(() ->
                        Batches.untilNotFull(
                                OLD_AT_ONCE,
                                () -> stopped,
                                () ->
                                        database.transaction(connection ->
                                                deliveries.forgetEvents(
                                                        connection, before, OLD_AT_ONCE))));
    }
}
