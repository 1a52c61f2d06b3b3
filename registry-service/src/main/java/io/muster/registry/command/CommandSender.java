// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceTopic;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Sends commands that are due, and asks for chunks that are missing. A crash between claim and
 * confirmation has the command sent again; the device knows it by its id.
 */
@ApplicationScoped
class CommandSender {

    private static final Logger LOG = Logger.getLogger(CommandSender.class);
    static final int BATCH = 50;

    private final MutinyEmitter<DeviceMessage> out;
    private final Database database;
    private final SendStore sends;
    private final ChunkStore chunks;
    private final Clock clock;

    CommandSender(
            @Channel("commands-out")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 256)
                    MutinyEmitter<DeviceMessage> out,
            Database database,
            SendStore sends,
            ChunkStore chunks,
            Clock clock) {
        this.out = out;
        this.database = database;
        this.sends = sends;
        this.chunks = chunks;
        this.clock = clock;
    }

    /** Sends some of a tenant's commands; answers whether there may be more. */
    Uni<Boolean> batch(TenantId tenant) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(connection -> sends.claim(connection, tenant, now, BATCH))
                .call(claimed -> sendAll(claimed.there()))
                .map(claimed -> claimed.all() == BATCH);
    }

    /** What is for one device goes in order; no device waits for another one's broker. */
    private Uni<Void> sendAll(List<Command> commands) {
        var devices = commands.stream().collect(Collectors.groupingBy(Command::identity));
        return Multi.createFrom()
                .iterable(devices.values())
                .onItem()
                .transformToUni(this::sendInOrder)
                .merge(BATCH)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> sendInOrder(List<Command> commands) {
        return Multi.createFrom()
                .iterable(commands)
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> send(Command command) {
        var topic =
                DeviceTopic.of(command.identity().tenant(), command.identity().device(), "cmd")
                        .toString();
        return payload(command)
                .chain(payload -> out.send(DeviceMessage.of(topic, payload)))
                .chain(() ->
                        database.transaction(
                                connection -> sends.sent(connection, command, clock.instant())))
                .onFailure()
                .invoke(failure -> LOG.debugf("A command is not sent yet: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<byte[]> payload(Command command) {
        return command.promise()
                .map(promise ->
                        database.read(connection -> chunks.held(connection, command))
                                .map(held ->
                                        CommandJson.missing(
                                                command, Progress.missing(promise, held))))
                .orElseGet(() -> Uni.createFrom().item(() -> CommandJson.whole(command)));
    }
}
