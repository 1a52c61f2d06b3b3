// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.sql.Database;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** The commands of a device, the newest first. */
@ApplicationScoped
class CommandList {

    /** After any command there is. */
    private static final Cursor START =
            Cursor.at("9999-01-01T00:00:00Z", "ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Database database;
    private final CommandStore commands;
    private final Cursors cursors;

    CommandList(Database database, CommandStore commands, Cursors cursors) {
        this.database = database;
        this.commands = commands;
        this.cursors = cursors;
    }

    Uni<Page<CommandView>> list(DeviceIdentity identity, PageRequest request) {
        var query = "commands of " + identity.device();
        var after = cursors.open(identity.tenant(), query, request).orElse(START).position();
        var time = Instant.parse(after.getFirst());
        var id = UUID.fromString(after.getLast());
        return database.read(connection ->
                        commands.list(connection, identity, time, id, request.fetch()))
                .map(found -> found.stream().map(CommandView::of).toList())
                .map(views ->
                        cursors.page(
                                identity.tenant(),
                                query,
                                request,
                                views,
                                view ->
                                        Cursor.at(
                                                view.createdAt().toString(),
                                                view.id().toString())));
    }
}
