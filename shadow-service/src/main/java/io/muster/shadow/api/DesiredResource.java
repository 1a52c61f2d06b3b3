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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What is wanted of a device, all of it, to be changed. */
@Path("/api/v1/devices/{device}/shadows/{name}/desired")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class DesiredResource {

    private static final String WHOLE = "";

    private final Bodies bodies;
    private final ShadowWrites writes;

    DesiredResource(Bodies bodies, ShadowWrites writes) {
        this.bodies = bodies;
        this.writes = writes;
    }

    @PATCH
    @Consumes("application/merge-patch+json")
    @Operation(
            operationId = "patchDesiredState",
            summary = "Change the desired state",
            description =
                    "A JSON merge patch (RFC 7396): null removes a member, arrays are replaced"
                            + " whole. Creates the shadow if need be. What differs from the reported"
                            + " state is sent to the device, now or when it is back.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/merge-patch+json",
                            schema = @Schema(implementation = Map.class)))
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
            @BeanParam WriteOptions options,
            byte[] body) {
        return writes.write(device, name, bodies.mergeAt(WHOLE, body), options, body);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putDesiredState", summary = "Replace the desired state")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Map.class)))
    @APIResponse(
            responseCode = "200",
            description = "The shadow after the change",
            content = @Content(schema = @Schema(implementation = ShadowView.class)))
    public Uni<Response> put(
            @RestPath String device,
            @RestPath String name,
            @BeanParam WriteOptions options,
            byte[] body) {
        return writes.write(device, name, bodies.put(WHOLE, body), options, body);
    }

    @DELETE
    @Operation(operationId = "deleteDesiredState", summary = "Remove all that is desired")
    @APIResponse(
            responseCode = "200",
            description = "The shadow after the change",
            content = @Content(schema = @Schema(implementation = ShadowView.class)))
    @APIResponse(responseCode = "404", description = "Nothing is desired")
    public Uni<Response> delete(
            @RestPath String device, @RestPath String name, @BeanParam WriteOptions options) {
        return writes.write(device, name, Bodies.remove(WHOLE), options, new byte[0]);
    }
}
