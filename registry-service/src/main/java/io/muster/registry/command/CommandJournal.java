// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.outbox.EventDraft;
import io.muster.registry.event.RegistryEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes down who commands what, and tells what became of it. */
@ApplicationScoped
class CommandJournal {

    private final AuditLog audit;
    private final RegistryEvents events;

    CommandJournal(AuditLog audit, RegistryEvents events) {
        this.audit = audit;
        this.events = events;
    }

    Uni<Void> created(SqlConnection connection, Command command, String actor) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("command", command.id().toString())
                        .put("kind", command.kind().word());
        var entry =
                new AuditEntry(
                        actor, "command.create", command.identity().device().value(), detail);
        return audit.append(connection, command.identity().tenant(), entry).replaceWithVoid();
    }

    /** Tells of commands of one tenant that are over. */
    Uni<Void> over(SqlConnection connection, List<Command> commands) {
        return commands.isEmpty()
                ? Uni.createFrom().voidItem()
                : events.tell(
                        connection,
                        commands.getFirst().identity().tenant(),
                        commands.stream().map(CommandJournal::draft).toList());
    }

    private static EventDraft draft(Command command) {
        var device = command.identity().device().value();
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("device", device)
                        .put("command", command.id().toString())
                        .put("kind", command.kind().word())
                        .put("state", command.state().name());
        return new EventDraft("command.over", device, data.put("reason", command.reason()));
    }

    /** Has what was committed leave now. */
    void wake() {
        events.wake();
    }
}
