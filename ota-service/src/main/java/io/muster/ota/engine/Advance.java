// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.rollout.Conductor;
import io.muster.ota.rollout.Step;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a rollout one step further: asks the rules and has done what they say, in one transaction.
 */
@ApplicationScoped
public class Advance {

    private final Transactions transactions;
    private final RolloutWorks works;
    private final Upkeep upkeep;
    private final Steps steps;

    Advance(Transactions transactions, RolloutWorks works, Upkeep upkeep, Steps steps) {
        this.transactions = transactions;
        this.works = works;
        this.upkeep = upkeep;
        this.steps = steps;
    }

    /**
     * One step; answers whether there may be another one right away. A rollout that somebody else
     * is at work on is left to them.
     */
    public Uni<Boolean> step(TenantId tenant, UUID rollout) {
        return transactions.run(connection ->
                works.openIfFree(connection, tenant, rollout)
                        .chain(work ->
                                work.isPresent()
                                        ? step(work.get())
                                        : Uni.createFrom().item(false)));
    }

    private Uni<Boolean> step(RolloutWork work) {
        return upkeep.sweep(work).chain(moved -> moved ? goOn(work) : decide(work));
    }

    private Uni<Boolean> decide(RolloutWork work) {
        return steps.affected(work)
                .map(affected -> Conductor.next(work.course(), affected, work.now()))
                .chain(step ->
                        steps.carryOut(work, step)
                                .chain(done -> done ? goOn(work) : rest(work, until(step))));
    }

    private Uni<Boolean> goOn(RolloutWork work) {
        return works.close(work).replaceWith(true);
    }

    private Uni<Boolean> rest(RolloutWork work, Optional<Instant> until) {
        return upkeep.nextLook(work, until).chain(due -> works.close(work, due)).replaceWith(false);
    }

    private static Optional<Instant> until(Step step) {
        return step instanceof Step.Wait(var until) ? until : Optional.empty();
    }
}
