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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** A shadow whole, to be changed. */
@Path("/api/v1/devices/{device}/shadows/{name}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class ShadowWriteResource {

    private final Bodies bodies;
    private final ShadowWrites writes;

    ShadowWriteResource(Bodies bodies, ShadowWrites writes) {
        this.bodies = bodies;
        this.writes = writes;
    }

    @PATCH
    @Consumes("application/merge-patch+json")
    @Operation(
            operationId = "patchShadow",
            summary = "Change a shadow",
            description =
                    "A JSON merge patch (RFC 7396) of desired and tags, or a JSON Patch (RFC 6902)"
                            + " of the object of desired, reported and tags, which may test but not"
                            + " write what is reported. Creates the shadow if need be.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/merge-patch+json",
                        schema = @Schema(implementation = Map.class)),
                @Content(
                        mediaType = "application/json-patch+json",
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Map.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The shadow after the change",
            content = @Content(schema = @Schema(implementation = ShadowView.class)))
    @APIResponse(responseCode = "403", description = "It writes what the device reports; see paths")
    @APIResponse(responseCode = "412", description = "The shadow is not as required")
    @APIResponse(responseCode = "413", description = "It would become too large; see bySubtree")
    public Uni<Response> merge(
            @RestPath String device,
            @RestPath String name,
            @BeanParam WriteOptions options,
            byte[] body) {
        return writes.write(device, name, bodies.merge(body), options, body);
    }

    @PATCH
    @Consumes("application/json-patch+json")
    @Operation(hidden = true)
    public Uni<Response> amend(
            @RestPath String device,
            @RestPath String name,
            @BeanParam WriteOptions options,
            byte[] body) {
        return writes.write(device, name, bodies.amend(body), options, body);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putShadow",
            summary = "Replace sections of a shadow",
            description =
                    "Those of desired and tags that are given get exactly this content; what"
                            + " vanishes from desired is a deletion in the delta.")
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
    @APIResponse(responseCode = "403", description = "It writes what the device reports; see paths")
    @APIResponse(responseCode = "412", description = "The shadow is not as required")
    @APIResponse(responseCode = "413", description = "It would become too large; see bySubtree")
    public Uni<Response> replace(
            @RestPath String device,
            @RestPath String name,
            @BeanParam WriteOptions options,
            byte[] body) {
        return writes.write(device, name, bodies.replace(body), options, body);
    }

    @DELETE
    @Operation(
            operationId = "deleteShadow",
            summary = "Delete a shadow",
            description =
                    "The version is remembered: a shadow of the same name goes on counting from"
                            + " it.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "There is no such shadow")
    @APIResponse(responseCode = "412", description = "The shadow is not as required")
    public Uni<Void> delete(
            @RestPath String device, @RestPath String name, @BeanParam WriteOptions options) {
        return writes.delete(device, name, options);
    }
}
