// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import io.muster.platform.flight.TenantRounds;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.group.store.MemberStore;
import io.muster.registry.group.store.PassStore;
import io.muster.registry.membership.Memberships;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;

/**
 * Asks groups' queries about devices whose presence has changed, and goes on with passes: at once
 * when told so, and every second, on every replica.
 */
@ApplicationScoped
class GroupRounds {

    private static final int TENANTS_PER_ROUND = 256;
    private static final int DEVICES_PER_STEP = 500;

    private final TenantRounds rounds;
    private final Database database;
    private final PassStore due;
    private final Passes passes;
    private final MemberStore members;
    private final Memberships memberships;
    private final RegistryEvents events;
    private final Clock clock;

    GroupRounds(
            Database database,
            PassStore due,
            Passes passes,
            MemberStore members,
            Memberships memberships,
            RegistryEvents events,
            Clock clock) {
        this.database = database;
        this.due = due;
        this.passes = passes;
        this.members = members;
        this.memberships = memberships;
        this.events = events;
        this.clock = clock;
        this.rounds = new TenantRounds("Groups", this::due, this::step);
    }

    @Scheduled(every = "1s", identity = "group-rounds")
    void wake() {
        rounds.request();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        rounds.stop();
    }

    private Uni<List<TenantId>> due() {
        return database.read(
                connection -> due.dueTenants(connection, clock.instant(), TENANTS_PER_ROUND));
    }

    /** Answers whether there may be more to do for the tenant now. */
    private Uni<Boolean> step(TenantId tenant) {
        return recheck(tenant)
                .chain(devices -> passes.step(tenant).map(groups -> devices || groups));
    }

    /** Answers whether there may be more devices to look at. */
    private Uni<Boolean> recheck(TenantId tenant) {
        return database.transaction(connection ->
                        members.rechecks(connection, tenant, DEVICES_PER_STEP)
                                .call(devices -> settle(connection, tenant, devices)))
                .invoke(events::wake)
                .map(devices -> devices.size() == DEVICES_PER_STEP);
    }

    private Uni<Void> settle(SqlConnection connection, TenantId tenant, List<String> devices) {
        return devices.isEmpty()
                ? Uni.createFrom().voidItem()
                : memberships
                        .settle(connection, tenant, devices)
                        .chain(settled -> events.tell(connection, tenant, settled.news()));
    }
}
