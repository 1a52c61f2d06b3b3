// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.outbox.Outbox;
import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where the read models of the other services begin. */
@Path("/api/v1/snapshot")
@Tag(name = "Services")
class SnapshotResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final String HEADS = "heads";
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
    @Parameter(
            name = "part",
            description =
                    "heads: only the heads and the end, for who asks whether there is something new",
            schema = @Schema(enumeration = HEADS))
    @APIResponse(
            responseCode = "200",
            description = "The lines",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", description = "There is no such part")
    public Multi<Buffer> snapshot(@RestQuery @Nullable String part) {
        return database.snapshot(reading(part))
                .map(Object::toString)
                .group()
                .intoLists()
                .of(LINES_PER_WRITE)
                .map(SnapshotResource::write);
    }

    private Function<SqlConnection, Multi<ObjectNode>> reading(@Nullable String part) {
        return switch (part) {
            case null -> connection -> SnapshotLines.read(connection, outbox);
            case HEADS -> connection -> SnapshotLines.readHeads(connection, outbox);
            default -> throw Problems.invalid("The part of a snapshot that can be had is heads.");
        };
    }

    /** The framework ends each item with a line feed. */
    private static Buffer write(List<String> lines) {
        return Buffer.buffer(String.join("\n", lines));
    }
}
