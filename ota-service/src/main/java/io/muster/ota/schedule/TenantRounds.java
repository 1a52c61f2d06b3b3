// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.schedule;

import io.muster.ota.engine.Advance;
import io.muster.ota.store.ConductLease;
import io.muster.ota.store.RolloutStore;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Advances the due rollouts of one tenant, as long as this replica holds the tenant's lease. */
@ApplicationScoped
class TenantRounds {

    private static final Logger LOG = Logger.getLogger(TenantRounds.class);
    private static final int ROLLOUTS_PER_ROUND = 64;

    /** Then the other rollouts have their turn; at some hundred jobs a step this is no limit. */
    private static final int STEPS_PER_ROUND = 20;

    private final UUID holder = UUID.randomUUID();
    private final Database database;
    private final ConductLease lease;
    private final RolloutStore rollouts;
    private final Advance advance;
    private final Clock clock;

    TenantRounds(
            Database database,
            ConductLease lease,
            RolloutStore rollouts,
            Advance advance,
            Clock clock) {
        this.database = database;
        this.lease = lease;
        this.rollouts = rollouts;
        this.advance = advance;
        this.clock = clock;
    }

    Uni<Void> advance(TenantId tenant, BooleanSupplier goOn) {
        return database.transaction(connection -> lease.take(connection, tenant, holder))
                .chain(held -> held ? all(tenant, goOn) : Uni.createFrom().voidItem());
    }

    private Uni<Void> all(TenantId tenant, BooleanSupplier goOn) {
        return database.read(connection ->
                        rollouts.due(connection, tenant, clock.instant(), ROLLOUTS_PER_ROUND))
                .chain(due -> each(tenant, due, goOn))
                .eventually(() ->
                        database.transaction(
                                connection -> lease.release(connection, tenant, holder)));
    }

    private Uni<Void> each(TenantId tenant, List<UUID> due, BooleanSupplier goOn) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(rollout -> steps(tenant, rollout, goOn))
                .onItem()
                .ignoreAsUni();
    }

    /** One rollout's trouble is not the others': it is due again in the next round. */
    private Uni<Void> steps(TenantId tenant, UUID rollout, BooleanSupplier goOn) {
        return Multi.createBy()
                .repeating()
                .uni(() -> advance.step(tenant, rollout))
                .whilst(more -> more && goOn.getAsBoolean())
                .select()
                .first(STEPS_PER_ROUND)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "Rollout %s could not advance", rollout))
                .onFailure()
                .recoverWithNull();
    }
}
