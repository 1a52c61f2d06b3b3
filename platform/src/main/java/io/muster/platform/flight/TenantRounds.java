// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.flight;

import io.muster.platform.sql.StoreUnavailable;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Goes through the tenants for which something is due, one after the other, and does some of it in
 * steps. One round is under way at a time; a tenant with more to do has its turn again after the
 * others. What fails is due in the next round too, and keeps no other tenant from its turn, unless
 * it is the database that is away.
 */
public final class TenantRounds {

    private static final Logger LOG = Logger.getLogger(TenantRounds.class);

    private static final int STEPS_PER_TURN = 20;

    private final SingleFlight rounds = new SingleFlight(this::round);
    private final String work;
    private final Supplier<Uni<List<TenantId>>> due;
    private final Function<TenantId, Uni<Boolean>> step;
    private volatile boolean stopped;

    /**
     * Rounds that begin when they are requested.
     *
     * @param work what it is, for the log
     * @param due finds tenants, a bounded number
     * @param step does some of it for one of them; answers whether there may be more
     */
    public TenantRounds(
            String work, Supplier<Uni<List<TenantId>>> due, Function<TenantId, Uni<Boolean>> step) {
        this.work = work;
        this.due = due;
        this.step = step;
    }

    /** Begins a round, now or after the one that is under way. */
    public void request() {
        if (!stopped) {
            rounds.request();
        }
    }

    /** Begins no more, and ends the one that is under way after its step. */
    public void stop() {
        stopped = true;
    }

    private Uni<Void> round() {
        return due.get()
                .onItem()
                .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
                .onItem()
                .transformToUniAndConcatenate(this::turn)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("%s wait for now: %s", work, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> turn(TenantId tenant) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step.apply(tenant))
                .whilst(more -> more && !stopped)
                .select()
                .first(STEPS_PER_TURN)
                .collect()
                .last()
                .invoke(more -> {
                    if (more) {
                        request();
                    }
                })
                .onFailure(failure -> !(failure instanceof StoreUnavailable))
                .recoverWithItem(failure -> {
                    LOG.warnf("%s of tenant %s wait for now: %s", work, tenant, failure);
                    return false;
                })
                .replaceWithVoid();
    }
}
