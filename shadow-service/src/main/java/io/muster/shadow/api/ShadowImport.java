// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.api.OffLoop;
import io.muster.platform.problem.Problems;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.change.Outcome;
import io.muster.shadow.document.ShadowLimits;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Carries out what the lines of a body ask for, some at a time, each as a write of its own beside
 * all others; so what is searched by, the history and the deltas follow as from any write.
 */
@ApplicationScoped
class ShadowImport {

    private static final int SIDE_BY_SIDE = 2;
    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final ShadowAccess shadows;
    private final DryRuns dryRuns;
    private final OffLoop threads;
    private final ShadowLimits limits;
    private final Semaphore running = new Semaphore(SIDE_BY_SIDE);

    ShadowImport(ShadowAccess shadows, DryRuns dryRuns, OffLoop threads, ShadowSettings settings) {
        this.shadows = shadows;
        this.dryRuns = dryRuns;
        this.threads = threads;
        this.limits = settings.limits().toLimits();
    }

    /**
     * For whom and how.
     *
     * @param dryRun whether nothing is kept; each line is then tried on the shadow of now
     */
    record Order(TenantId tenant, String subject, ImportMode mode, boolean dryRun) {}

    /** Reads the body to its end; a 429 problem if others are at it. */
    Uni<ImportView> take(Order order, Multi<Buffer> body) {
        if (!running.tryAcquire()) {
            throw Problems.tooManyRequests("Other imports are running.", COME_BACK);
        }
        var lines = new ImportLines();
        var tally = new ImportTally(order.mode());
        return Multi.createBy()
                .concatenating()
                .streams(body.map(lines::feed), Multi.createFrom().item(lines::end))
                .onItem()
                .transformToUniAndConcatenate(some -> carryOut(order, some, tally))
                .onItem()
                .ignoreAsUni()
                .map(_ -> tally.view())
                .onTermination()
                .invoke(() -> running.release());
    }

    private Uni<Void> carryOut(Order order, List<ImportLines.Line> lines, ImportTally tally) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var reader = new ImportReader(order.tenant(), order.mode(), limits);
        return threads.run(() -> lines.stream().map(reader::read).toList())
                .chain(steps ->
                        Uni.join()
                                .all(steps.stream().map(step -> carryOut(order, step)).toList())
                                .andFailFast())
                .invoke(done -> done.forEach(counting -> counting.in(tally)))
                .replaceWithVoid();
    }

    /** What came of a line, to be counted in the order of the lines. */
    private interface Counting {
        void in(ImportTally tally);
    }

    private Uni<Counting> carryOut(Order order, ImportStep step) {
        return switch (step) {
            case ImportStep.Pass() -> Uni.createFrom().item(ImportTally::skip);
            case ImportStep.Flawed(var line, var problem) ->
                    Uni.createFrom().item(tally -> tally.fail(line, problem));
            case ImportStep.Write write ->
                    outcome(order, write)
                            .map(outcome ->
                                    tally -> tally.count(write.line(), write.key(), outcome));
        };
    }

    private Uni<Outcome> outcome(Order order, ImportStep.Write write) {
        return order.dryRun()
                ? dryRuns.outcome(write.key(), write.change(), write.expected(), order.subject())
                : shadows.attempt(write.key(), write.change(), write.expected(), order.subject());
    }
}
