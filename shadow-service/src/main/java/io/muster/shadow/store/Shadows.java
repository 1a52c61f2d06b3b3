// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import io.muster.platform.api.OffLoop;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.index.IndexesInForce;
import io.muster.shadow.schema.SchemaKey;
import io.muster.shadow.schema.Schemas;
import io.muster.shadow.schema.SchemasInForce;
import io.muster.shadow.store.Command.Alter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All shadows. Commands to the shadows of one device are carried out in the order in which they
 * were submitted; a result is seen only after its commit, and it is seen in the same order.
 */
@ApplicationScoped
public class Shadows {

    /** For how long a client token is remembered. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int RACES = 5;

    private final Database database;
    private final ShadowTable shadows;
    private final RequestTable requests;
    private final HistoryTable history;
    private final Schemas schemas;
    private final IndexedFields fields;
    private final OffLoop threads;
    private final Journal journal;
    private final CommitListener listener;
    private final Clock clock;
    private final ShadowLimits limits;
    private final List<GroupCommit<Command, Result>> writers;

    Shadows(
            Database database,
            ShadowTable shadows,
            RequestTable requests,
            HistoryTable history,
            Schemas schemas,
            IndexedFields fields,
            OffLoop threads,
            Journal journal,
            CommitListener listener,
            Clock clock,
            ShadowSettings settings,
            Vertx vertx) {
        this.database = database;
        this.shadows = shadows;
        this.requests = requests;
        this.history = history;
        this.schemas = schemas;
        this.fields = fields;
        this.threads = threads;
        this.journal = journal;
        this.listener = listener;
        this.clock = clock;
        this.limits = settings.limits().toLimits();
        this.writers = Stream.generate(() -> writer(vertx)).limit(settings.writers()).toList();
    }

    /** Each writer has an event loop of its own: the one of a caller would end with its request. */
    private GroupCommit<Command, Result> writer(Vertx vertx) {
        return new GroupCommit<>(((VertxInternal) vertx).createEventLoopContext(), this::commit);
    }

    /** Carries out a command after all that were submitted before for the same device. */
    public Uni<Result> submit(Command command) {
        int hash = Objects.hash(command.key().tenant(), command.key().device());
        return writers.get(Math.floorMod(hash, writers.size())).submit(command);
    }

    private Uni<List<Result>> commit(List<Command> commands) {
        boolean changes = commands.stream().anyMatch(Alter.class::isInstance);
        return changes ? change(commands) : look(commands);
    }

    private Uni<List<Result>> look(List<Command> commands) {
        return database.read(connection -> shadows.read(connection, keys(commands)))
                .map(found ->
                        new Batch(found, Map.of(), SchemasInForce.NONE, limits, clock.instant()))
                .map(batch -> batch.runAll(commands));
    }

    private Uni<List<Result>> change(List<Command> commands) {
        return Uni.createFrom()
                .deferred(fields::inForce)
                .chain(indexes ->
                        database.transaction(connection -> change(connection, commands, indexes)))
                .onFailure(LostRace.class)
                .call(fields::refresh)
                .onFailure(LostRace.class)
                .retry()
                .atMost(RACES)
                .onFailure(LostRace.class)
                .transform(_ -> Problems.unavailable("Too many concurrent changes."))
                .invoke(journal::wake)
                .invoke(() -> listener.committed(commands));
    }

    private Uni<List<Result>> change(
            SqlConnection connection, List<Command> commands, IndexesInForce indexes) {
        return read(connection, commands)
                .chain(batch ->
                        run(batch, commands)
                                .chain(results ->
                                        write(connection, batch, indexes).replaceWith(results)));
    }

    /** Checks by schemas of tenants may take long. */
    private Uni<List<Result>> run(Batch batch, List<Command> commands) {
        return batch.checks()
                ? threads.run(() -> batch.runAll(commands))
                : Uni.createFrom().item(batch.runAll(commands));
    }

    /** The requests are read once the shadows are locked: nobody adds to them after that. */
    private Uni<Batch> read(SqlConnection connection, List<Command> commands) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var keys = keys(commands);
        return shadows.lock(connection, keys)
                .chain(found ->
                        requests.read(connection, tokens(commands), now.minus(REMEMBERED))
                                .chain(known ->
                                        schemas.of(connection, governing(keys))
                                                .map(rules ->
                                                        new Batch(
                                                                found, known, rules, limits,
                                                                now))));
    }

    private static List<SchemaKey> governing(Set<ShadowKey> keys) {
        return keys.stream().map(ShadowKey::governing).toList();
    }

    /** What was, what is searched by and what was asked is sent with what is, without waiting. */
    private Uni<Void> write(SqlConnection connection, Batch batch, IndexesInForce indexes) {
        var writes = batch.writes();
        return Uni.join()
                .all(
                        shadows.write(connection, writes, indexes.changes()),
                        history.write(connection, batch.steps()),
                        fields.write(connection, FieldChange.of(indexes, writes)),
                        requests.remember(connection, batch.carriedOut()))
                .andFailFast()
                .chain(() -> journal.write(connection, batch));
    }

    private static Set<ShadowKey> keys(List<Command> commands) {
        return commands.stream().map(Command::key).collect(Collectors.toSet());
    }

    private static Set<Remembered.Key> tokens(List<Command> commands) {
        return commands.stream()
                .map(Shadows::token)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static Optional<Remembered.Key> token(Command command) {
        return command instanceof Alter alter
                ? alter.once().map(id -> new Remembered.Key(alter.key(), id.token()))
                : Optional.empty();
    }
}
