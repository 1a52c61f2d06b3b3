// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.PageResponse;
import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.api.Once;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What devices of the caller's tenant are told to do. */
@Path("/api/v1/devices/{device}/commands")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.MAINTENANCE, Roles.TENANT_ADMIN})
class CommandResource {

    private final Caller caller;
    private final Commands commands;
    private final CommandList list;
    private final CommandRounds rounds;
    private final JsonBodies json;
    private final Clock clock;

    CommandResource(
            Caller caller,
            Commands commands,
            CommandList list,
            CommandRounds rounds,
            JsonBodies json,
            Clock clock) {
        this.caller = caller;
        this.commands = commands;
        this.list = list;
        this.rounds = rounds;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OPERATOR, Roles.MAINTENANCE, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "createCommand",
            summary = "Have a device do something",
            description =
                    "It is sent at once when the device is connected, else when it comes. With an"
                            + " Idempotency-Key a repeated request gets the first answer. Roles:"
                            + " operator, tenant-admin; maintenance, but for reboot.")
    @APIResponse(
            responseCode = "201",
            description = "The command",
            content = @Content(schema = @Schema(implementation = CommandView.class)))
    @APIResponse(responseCode = "400", description = "The command makes no sense")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "409", description = "Too many commands wait for the device")
    public Uni<Response> create(
            @RestPath String device,
            @RestHeader("Idempotency-Key") @Nullable String key,
            CommandRequest request) {
        var identity = caller.device(device);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var command = request.command(identity, UUID.randomUUID(), now);
        if (command.kind() == CommandKind.REBOOT && !mayChange()) {
            throw Problems.forbidden("Maintenance reads; it does not reboot.");
        }
        var path = "/api/v1/devices/" + identity.device() + "/commands";
        var print = Fingerprint.of("POST " + path, json.text(request));
        return commands.create(
                        new Once.Request(identity.tenant(), key, print), command, caller.subject())
                .invoke(rounds::wake)
                .map(body -> Response.created(location(path, body)).entity(body).build());
    }

    /** A repeated request is answered with the command of the first one. */
    private URI location(String path, String body) {
        return URI.create(path + "/" + json.parsed(body).path("id").asText());
    }

    private boolean mayChange() {
        return caller.has(Roles.OPERATOR) || caller.has(Roles.TENANT_ADMIN);
    }

    @GET
    @Operation(operationId = "listCommands", summary = "List a device's commands, newest first")
    @APIResponse(responseCode = "200", description = "A page of commands")
    public Uni<RestResponse<Page<CommandView>>> list(
            @RestPath String device,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        return list.list(caller.device(device), PageRequest.of(limit, cursor))
                .map(page -> PageResponse.of(page, uri));
    }

    @GET
    @Path("/{command}")
    @Operation(operationId = "getCommand", summary = "Get a command")
    @APIResponse(responseCode = "200", description = "The command")
    @APIResponse(responseCode = "404", description = "There is no such command")
    public Uni<CommandView> get(@RestPath String device, @RestPath UUID command) {
        return commands.get(caller.device(device), command).map(CommandView::of);
    }

    @GET
    @Path("/{command}/artifact")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({Roles.OPERATOR, Roles.MAINTENANCE, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "getCommandArtifact",
            summary = "Download what a device sent",
            description =
                    "As the device sent it: nothing is unpacked or looked into. Roles: operator,"
                            + " maintenance, tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The artifact",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(implementation = byte[].class)))
    @APIResponse(responseCode = "404", description = "There is none, or not yet")
    public Uni<Response> artifact(@RestPath String device, @RestPath UUID command) {
        return commands.artifact(caller.device(device), command)
                .map(bytes ->
                        Response.ok(bytes)
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"" + command + ".bin\"")
                                .build());
    }
}
