// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import io.muster.platform.call.HttpCalls;
import io.muster.platform.flight.SingleFlight;
import io.muster.registry.presence.OpenConnections;
import io.muster.registry.presence.PresenceConfig;
import io.muster.registry.presence.PresenceConfig.BrokerDialect;
import io.muster.registry.presence.PresenceUpdate;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks every registered RabbitMQ again and again. Replicas that do the same change nothing. */
@ApplicationScoped
class RabbitMqPolls {

    private static final Logger LOG = Logger.getLogger(RabbitMqPolls.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final PresenceConfig config;
    private final Tellers tellers;
    private final OpenConnections open;
    private final PresenceUpdate presence;
    private final BrokerEvents events;
    private final Vertx vertx;
    private final List<Long> timers = new ArrayList<>();

    RabbitMqPolls(
            PresenceConfig config,
            Tellers tellers,
            OpenConnections open,
            PresenceUpdate presence,
            BrokerEvents events,
            Vertx vertx) {
        this.config = config;
        this.tellers = tellers;
        this.open = open;
        this.presence = presence;
        this.events = events;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        tellers.of(BrokerDialect.RABBITMQ).forEach(this::start);
    }

    private void start(Teller teller) {
        var told = config.brokers().get(teller.name());
        if (told == null) {
            return;
        }
        var poll = poll(teller, told);
        var rounds = new SingleFlight(() -> quietly(teller, poll));
        timers.add(vertx.setPeriodic(told.every().toMillis(), _ -> rounds.request()));
    }

    private RabbitMqPoll poll(Teller teller, PresenceConfig.Teller told) {
        var address =
                told.url()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "muster.presence.brokers.\""
                                                + teller.name()
                                                + "\".url is missing"));
        var calls = new HttpCalls(vertx, Optional.empty(), DEADLINE, MAX_BYTES);
        return new RabbitMqPoll(teller, address, login(told), calls, open, presence, events);
    }

    private static Map<String, String> login(PresenceConfig.Teller told) {
        var user = told.user().orElse("") + ":" + told.password().orElse("");
        var basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Basic " + basic);
    }

    private static Uni<Void> quietly(Teller teller, RabbitMqPoll poll) {
        return poll.round()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf(
                                "%s does not say who is connected: %s",
                                teller.name(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        timers.forEach(vertx::cancelTimer);
    }
}
