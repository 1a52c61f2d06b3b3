// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** One place in what is wanted of a device, to be changed. */
@Path("/api/v1/devices/{device}/shadows/{name}/desired/{pointer: .+}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class DesiredMemberResource {

    private final Bodies bodies;
    private final ShadowWrites writes;

    DesiredMemberResource(Bodies bodies, ShadowWrites writes) {
        this.bodies = bodies;
        this.writes = writes;
    }

    @PATCH
    @Consumes("application/merge-patch+json")
    @Operation(
            operationId = "patchDesiredMember",
            summary = "Change one place in the desired state",
            description =
                    "The rest of the path is a JSON pointer (RFC 6901) without its first slash;"
                            + " objects on the way there are made. The body is a merge patch of what is"
                            + " there.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/merge-patch+json",
                            schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "The shadow after the change",
            content = @Content(schema = @Schema(implementation = ShadowView.class)))
    @APIResponse(responseCode = "400", description = "The patch is not valid")
    @APIResponse(responseCode = "412", description = "The shadow is not as required")
    @APIResponse(responseCode = "413", description = "The shadow would become too large")
    public Uni<Response> patch(
            @RestPath String device,
            @RestPath String name,
            @RestPath String pointer,
            @BeanParam WriteOptions options,
            byte[] body) {
        return writes.write(device, name, bodies.mergeAt(pointer, body), options, body);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putDesiredMember",
            summary = "Set one place in the desired state",
            description = "Any value but null; an item of an array is addressed by its index.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "The shadow after the change",
            content = @Content(schema = @Schema(implementation = ShadowView.class)))
    public Uni<Response> put(
            @RestPath String device,
            @RestPath String name,
            @RestPath String pointer,
            @BeanParam WriteOptions options,
            byte[] body) {
        return writes.write(device, name, bodies.put(pointer, body), options, body);
    }

    @DELETE
    @Operation(
            operationId = "deleteDesiredMember",
            summary = "Remove one place in the desired state")
    @APIResponse(
            responseCode = "200",
            description = "The shadow after the change",
            content = @Content(schema = @Schema(implementation = ShadowView.class)))
    @APIResponse(responseCode = "404", description = "There is nothing at that place")
    public Uni<Response> delete(
            @RestPath String device,
            @RestPath String name,
            @RestPath String pointer,
            @BeanParam WriteOptions options) {
        return writes.write(device, name, Bodies.remove(pointer), options, new byte[0]);
    }
}
