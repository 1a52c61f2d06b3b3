// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.publish;

import io.muster.shadow.change.Change;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.store.Timers;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Lets begin and end what is due, and tells the devices. */
@ApplicationScoped
class DueMembers {

    private static final Logger LOG = Logger.getLogger(DueMembers.class);
    private static final Origin SELF = new Origin.Self();
    private static final int AT_A_TIME = 1_000;
    private static final int SIDE_BY_SIDE = 64;

    private final Timers timers;
    private final Shadows shadows;
    private final Deltas deltas;

    DueMembers(Timers timers, Shadows shadows, Deltas deltas) {
        this.timers = timers;
        this.shadows = shadows;
        this.deltas = deltas;
    }

    @Scheduled(
            every = "{muster.shadow.timers-every}",
            identity = "shadow-timers",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return timers.due(AT_A_TIME)
                .onItem()
                .transformToMulti(keys -> Multi.createFrom().iterable(keys))
                .onItem()
                .transformToUni(this::tick)
                .merge(SIDE_BY_SIDE)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.warnf("Timers are late: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Never fails: one shadow that can't be changed now must not hold up the others. */
    private Uni<Void> tick(ShadowKey key) {
        var command =
                new Command.Alter(key, new Change.Tick(), Expectation.NONE, SELF, Optional.empty());
        return shadows.submit(command)
                .invoke(result -> tell(key, result))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("A timer is late: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private void tell(ShadowKey key, Result result) {
        if (result instanceof Result.Done(Outcome.Applied(var before, var after), _)) {
            deltas.changed(News.of(key, before, after));
        }
    }
}
