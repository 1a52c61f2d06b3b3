// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.idempotency.Stored;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.registry.api.Once;
import io.muster.registry.device.store.DeviceStore;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.DeviceState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Takes commands of operators, and shows what became of them. */
@ApplicationScoped
class Commands {

    private static final int CREATED = 201;

    /** Each open command is sent again until it is answered; nobody needs more at a time. */
    private static final int MOST_OPEN = 32;

    private final Database database;
    private final DeviceStore devices;
    private final CommandStore commands;
    private final ChunkStore chunks;
    private final CommandJournal journal;
    private final Once once;
    private final JsonBodies json;

    Commands(
            Database database,
            DeviceStore devices,
            CommandStore commands,
            ChunkStore chunks,
            CommandJournal journal,
            Once once,
            JsonBodies json) {
        this.database = database;
        this.devices = devices;
        this.commands = commands;
        this.chunks = chunks;
        this.journal = journal;
        this.once = once;
        this.json = json;
    }

    /** The new command as JSON. */
    Uni<String> create(Once.Request request, Command command, String actor) {
        return database.transaction(connection ->
                        once.run(
                                connection,
                                request,
                                () ->
                                        insert(connection, command, actor)
                                                .map(body -> new Stored(CREATED, body))))
                .map(Stored::body);
    }

    private Uni<String> insert(SqlConnection connection, Command command, String actor) {
        return devices.lock(connection, command.identity())
                .invoke(found -> usable(found))
                .chain(() -> commands.open(connection, command.identity()))
                .invoke(Commands::room)
                .chain(() -> commands.insert(connection, command))
                .chain(() -> journal.created(connection, command, actor))
                .replaceWith(() -> json.text(CommandView.of(command)));
    }

    private static void usable(Optional<Device> found) {
        var device = found.orElseThrow(() -> Problems.notFound("There is no such device."));
        if (device.state() == DeviceState.RETIRED) {
            throw Problems.conflict("The device is retired.");
        }
    }

    private static void room(long open) {
        if (open >= MOST_OPEN) {
            throw ProblemException.of(
                    409,
                    "too-many-commands",
                    "The device has too many commands under way",
                    "At most " + MOST_OPEN + " commands of a device may wait for it.");
        }
    }

    Uni<Command> get(DeviceIdentity identity, UUID id) {
        return database.read(connection -> get(connection, identity, id));
    }

    private Uni<Command> get(SqlConnection connection, DeviceIdentity identity, UUID id) {
        return commands.find(connection, identity, id)
                .map(found ->
                        found.orElseThrow(() -> Problems.notFound("There is no such command.")));
    }

    /** What a device sent to a command that is done. */
    Uni<byte[]> artifact(DeviceIdentity identity, UUID id) {
        return database.read(connection ->
                get(connection, identity, id)
                        .chain(command -> {
                            if (command.state() != CommandState.DONE
                                    || !command.kind().sendsArtifact()) {
                                throw Problems.notFound("There is no artifact.");
                            }
                            return chunks.read(connection, command);
                        }));
    }
}
