// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.sql.Database;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes in what devices answer: one transaction each, which changes nothing when it is repeated.
 */
@ApplicationScoped
class CommandAnswers {

    private final Database database;
    private final CommandStore commands;
    private final ChunkStore chunks;
    private final CommandJournal journal;
    private final CommandConfig config;
    private final Clock clock;

    CommandAnswers(
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

    /** Takes an answer in; false when the device has no such command under way. */
    Uni<Boolean> apply(DeviceIdentity identity, UUID id, Answer answer) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(connection ->
                        commands.lock(connection, identity, id)
                                .chain(found ->
                                        found.filter(command -> command.state().open())
                                                .map(command ->
                                                        apply(connection, command, answer, now)
                                                                .replaceWith(true))
                                                .orElseGet(() -> Uni.createFrom().item(false))))
                .invoke(journal::wake);
    }

    private Uni<Void> apply(SqlConnection connection, Command command, Answer answer, Instant now) {
        return switch (answer) {
            case Answer.Ack() -> acked(connection, command, now);
            case Answer.Chunk chunk -> chunk(connection, command, chunk, now);
            case Answer.Done done -> done(connection, Progress.done(command, done, now), now);
            case Answer.Failed(var reason) ->
                    end(connection, Progress.failed(command, reason, now));
        };
    }

    /** Once is enough: a second one must not take back that chunks are asked for. */
    private Uni<Void> acked(SqlConnection connection, Command command, Instant now) {
        return command.state() == CommandState.ACKED
                ? Uni.createFrom().voidItem()
                : save(
                        connection,
                        Progress.become(command, CommandState.ACKED, now),
                        Optional.empty());
    }

    private Uni<Void> chunk(
            SqlConnection connection, Command command, Answer.Chunk chunk, Instant now) {
        if (!command.kind().sendsArtifact()) {
            return Uni.createFrom().voidItem();
        }
        return chunks.held(connection, command)
                .chain(held -> {
                    if (held.numbers().get(chunk.number())) {
                        return Uni.createFrom().voidItem();
                    }
                    return Progress.tooLarge(chunk, held, config.maxArtifactBytes())
                            ? end(
                                    connection,
                                    Progress.failed(command, "the artifact is too large", now))
                            : chunks.insert(connection, command, chunk)
                                    .chain(() -> arrived(connection, command, now));
                });
    }

    /** The chunk may be the last one that was missing. */
    private Uni<Void> arrived(SqlConnection connection, Command command, Instant now) {
        var next = Progress.become(command, CommandState.ACKED, now);
        return next.promise()
                .map(promise ->
                        chunks.held(connection, next)
                                .chain(held ->
                                        Progress.missing(promise, held).isEmpty()
                                                ? whole(connection, next, now)
                                                : Uni.createFrom().voidItem()))
                .orElseGet(() -> save(connection, next, Optional.empty()));
    }

    private Uni<Void> done(SqlConnection connection, Command command, Instant now) {
        if (!command.state().open()) {
            return end(connection, command);
        }
        return chunks.held(connection, command)
                .chain(held ->
                        Progress.missing(command.promise().orElseThrow(), held).isEmpty()
                                ? whole(connection, command, now)
                                : askAgain(connection, command, now));
    }

    private Uni<Void> askAgain(SqlConnection connection, Command command, Instant now) {
        var next = Progress.askAgain(command, now);
        return next.state().open()
                ? save(connection, next, Optional.of(now))
                : end(connection, next);
    }

    private Uni<Void> whole(SqlConnection connection, Command command, Instant now) {
        return chunks.read(connection, command)
                .map(bytes -> Progress.whole(command, sha256(bytes), now))
                .chain(next -> end(connection, next));
    }

    private Uni<Void> end(SqlConnection connection, Command command) {
        var saved = save(connection, command, Optional.empty());
        return (command.state() == CommandState.DONE
                        ? saved
                        : saved.chain(() -> chunks.delete(connection, command)))
                .chain(() -> journal.over(connection, List.of(command)));
    }

    private Uni<Void> save(SqlConnection connection, Command command, Optional<Instant> sendAt) {
        return commands.save(connection, command, sendAt);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
