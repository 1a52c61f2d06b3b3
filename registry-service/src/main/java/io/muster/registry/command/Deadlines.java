// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.flight.Batches;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Gives up commands that were not done in time, and forgets those that nobody asks about. */
@ApplicationScoped
class Deadlines {

    private static final int PER_STEP = 100;

    private final Database database;
    private final CommandStore commands;
    private final ChunkStore chunks;
    private final CommandJournal journal;
    private final CommandConfig config;
    private final Clock clock;
    private volatile boolean stopped;

    Deadlines(
            Database database,
            CommandStore commands,
            ChunkStore chunks,
            CommandJournal journal,
            CommandConfig config,
            Clock clock) {
        this.database = database;
        this.commands = commands;
        this.chunks = chunks;
        this.journal = journal;
        this.config = config;
        this.clock = clock;
    }

    /** Gives up some of a tenant's overdue commands; answers whether there may be more. */
    Uni<Boolean> giveUp(TenantId tenant) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(connection ->
                        commands.lockOverdue(connection, tenant, now, PER_STEP)
                                .map(found ->
                                        found.stream()
                                                .map(command ->
                                                        Progress.become(
                                                                command, CommandState.EXPIRED, now))
                                                .toList())
                                .call(expired -> each(connection, expired))
                                .call(expired -> journal.over(connection, expired)))
                .invoke(journal::wake)
                .map(expired -> expired.size() == PER_STEP);
    }

    private Uni<Void> each(SqlConnection connection, List<Command> expired) {
        return Multi.createFrom()
                .iterable(expired)
                .onItem()
                .transformToUniAndConcatenate(command ->
                        commands.save(connection, command, Optional.empty())
                                .chain(() -> chunks.delete(connection, command)))
                .onItem()
                .ignoreAsUni();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopped = true;
    }

    /** All of them, some at a time: commands come faster than one batch a minute would go. */
    @Scheduled(
            every = "1m",
            delayed = "30s",
            identity = "command-forget",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        Instant before = clock.instant().minus(config.kept());
        return Batches.untilNotFull(
                PER_STEP,
                () -> stopped,
                () ->
                        database.transaction(
                                connection -> commands.forget(connection, before, PER_STEP)));
    }
}
