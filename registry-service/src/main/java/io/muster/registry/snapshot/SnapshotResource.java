// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.snapshot;

import io.muster.platform.outbox.Outbox;
import io.muster.platform.sql.Database;
import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the read models of the other services begin. */
@Path("/api/v1/snapshot")
@Tag(name = "Services")
class SnapshotResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int LINES_PER_WRITE = 200;

    private final Database database;
    private final Outbox outbox;

    SnapshotResource(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    @GET
    @Produces(NDJSON)
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            operationId = "getSnapshot",
            summary = "All issuers, devices and certificates of all tenants",
            description =
                    "One JSON object per line, read from one unchanging state: heads with the"
                            + " sequence of the last event that is included, issuers, devices,"
                            + " certificates, and an end line without which the snapshot is not"
                            + " whole. Role: service.")
    @APIResponse(
            responseCode = "200",
            description = "The lines",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    public Multi<Buffer> snapshot() {
        return database.snapshot(connection -> SnapshotLines.read(connection, outbox))
                .map(Object::toString)
                .group()
                .intoLists()
                .of(LINES_PER_WRITE)
                .map(SnapshotResource::write);
    }

    /** The framework ends each item with a line feed. */
    private static Buffer write(List<String> lines) {
        return Buffer.buffer(String.join("\n", lines));
    }
}
