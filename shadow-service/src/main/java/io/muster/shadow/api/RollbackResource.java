// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
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

/** Gives a section of a shadow what it had before: a write like any other. */
@Path("/api/v1/devices/{device}/shadows/{name}/rollback")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class RollbackResource {

    private final Bodies bodies;
    private final ShadowAddress address;
    private final PastShadows past;
    private final ShadowWrites writes;

    RollbackResource(Bodies bodies, ShadowAddress address, PastShadows past, ShadowWrites writes) {
        this.bodies = bodies;
        this.address = address;
        this.past = past;
        this.writes = writes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rollBackShadow",
            summary = "Give a section the content it had at a version",
            description =
                    "A write that replaces desired, or tags, and so makes a new version; history"
                            + " keeps those in between. What the section had is checked again, and times at"
                            + " which members were to begin or end do not come back. Brings a deleted"
                            + " shadow back.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RollbackRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The shadow after the change",
            content = @Content(schema = @Schema(implementation = ShadowView.class)))
    @APIResponse(responseCode = "403", description = "Only the device writes what is reported")
    @APIResponse(responseCode = "404", description = "There is no such version")
    @APIResponse(responseCode = "410", description = "The version is not kept any more")
    @APIResponse(responseCode = "412", description = "The shadow is not as required")
    public Uni<Response> rollBack(
            @RestPath String device,
            @RestPath String name,
            @BeanParam WriteOptions options,
            byte[] body) {
        var wanted = RollbackRequest.of(bodies.read(body));
        return past.at(address.of(device, name), wanted.version())
                .map(wanted::edit)
                .chain(edit -> writes.write(device, name, edit, options, body));
    }
}
