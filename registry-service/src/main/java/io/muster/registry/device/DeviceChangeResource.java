// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import io.muster.platform.api.EntityTags;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.Precondition;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.api.MergePatch;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What is said of the devices of the caller's tenant. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class DeviceChangeResource {

    private final Caller caller;
    private final DeviceChanges changes;
    private final JsonBodies json;

    DeviceChangeResource(Caller caller, DeviceChanges changes, JsonBodies json) {
        this.caller = caller;
        this.changes = changes;
        this.json = json;
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putDevice",
            summary = "Add a device, or replace all that is said of it",
            description =
                    "If-None-Match: * only adds; a device that exists needs If-Match. Roles:"
                            + " operator, tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = DeviceDraft.class)))
    @APIResponse(
            responseCode = "200",
            description = "The device",
            content = @Content(schema = @Schema(implementation = DeviceView.class)))
    @APIResponse(responseCode = "400", description = "A member is not valid")
    @APIResponse(responseCode = "403", description = "The tenant has as many devices as it may")
    @APIResponse(responseCode = "404", description = "The path can't be a device id")
    @APIResponse(responseCode = "409", description = "The id or an external id is taken")
    @APIResponse(responseCode = "412", description = "The device has another version")
    @APIResponse(responseCode = "422", description = "The device does not fit its type")
    @APIResponse(responseCode = "428", description = "The device exists and If-Match is missing")
    public Uni<Response> put(
            @RestPath String id,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            byte @Nullable [] body) {
        var identity = caller.device(id);
        var draft = json.value(json.object(body), DeviceDraft.class);
        var precondition = new Precondition(ifMatch, ifNoneMatch);
        return changes.put(identity, draft.description(), precondition, caller.subject())
                .map(DeviceChangeResource::shown);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchDevice",
            summary = "Change what is said of a device",
            description =
                    "A JSON merge patch (RFC 7396): null removes a member, arrays are replaced whole."
                            + " Roles: operator, tenant-admin.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MergePatch.TYPE,
                            schema = @Schema(implementation = DeviceDraft.class)))
    @APIResponse(
            responseCode = "200",
            description = "The device after the change",
            content = @Content(schema = @Schema(implementation = DeviceView.class)))
    @APIResponse(responseCode = "400", description = "A member is not valid")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "409", description = "An external id is taken")
    @APIResponse(responseCode = "412", description = "The device has another version")
    @APIResponse(responseCode = "422", description = "The device would not fit its type")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> patch(
            @RestPath String id,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte @Nullable [] body) {
        var identity = caller.device(id);
        return changes.patch(identity, json.object(body), ifMatch, caller.subject())
                .map(DeviceChangeResource::shown);
    }

    private static Response shown(DeviceView device) {
        return Response.ok(device)
                .header(HttpHeaders.ETAG, EntityTags.of(device.version()))
                .build();
    }
}
