// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.flight.TenantRounds;
import io.muster.platform.outbox.EventDraft;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.presence.PresenceStore.Found;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks every second at devices from which something should have been heard by now, on whatever
 * replica comes first. A heartbeat does not move the time of the next look, which is indexed: most
 * looks find that the device was heard since, and move it.
 */
@ApplicationScoped
class PresenceWatch {

    private static final int TENANTS_PER_ROUND = 256;
    private static final int DEVICES_PER_STEP = 500;

    private final TenantRounds rounds;
    private final Database database;
    private final PresenceStore presences;
    private final RegistryEvents events;
    private final Clock clock;

    PresenceWatch(Database database, PresenceStore presences, RegistryEvents events, Clock clock) {
        this.database = database;
        this.presences = presences;
        this.events = events;
        this.clock = clock;
        this.rounds = new TenantRounds("Silent devices", this::due, this::step);
    }

    @Scheduled(every = "1s", identity = "presence-watch")
    void wake() {
        rounds.request();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        rounds.stop();
    }

    private Uni<List<TenantId>> due() {
        return database.read(
                connection -> presences.dueTenants(connection, clock.instant(), TENANTS_PER_ROUND));
    }

    /** Answers whether there may be more to look at now. */
    private Uni<Boolean> step(TenantId tenant) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(connection ->
                        presences
                                .lockDue(connection, tenant, now, DEVICES_PER_STEP)
                                .call(due -> look(connection, tenant, due, now))
                                .map(due -> due.size() == DEVICES_PER_STEP))
                .invoke(events::wake);
    }

    private Uni<Void> look(
            SqlConnection connection, TenantId tenant, List<Found> due, Instant now) {
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var next = new ArrayList<Found>(due.size());
        var news = new ArrayList<EventDraft>();
        for (var found : due) {
            var after = found.state().after(new PresenceMessage.Looked(), now);
            next.add(new Found(found.identity(), after));
            Optional<EventDraft> draft = PresenceNews.of(found.identity(), found.state(), after);
            draft.ifPresent(news::add);
        }
        return presences
                .saveAll(connection, next)
                .chain(() -> events.tell(connection, tenant, news));
    }
}
