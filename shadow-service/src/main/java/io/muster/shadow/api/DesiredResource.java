// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.shadow.ShadowSettings;
import io.muster.shadow.change.Change;
import io.muster.shadow.document.Payload;
import io.muster.shadow.document.SectionName;
import io.muster.shadow.document.ShadowLimits;
import io.muster.shadow.document.StatePatch;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What is wanted of a device, to be changed. */
@Path("/api/v1/devices/{device}/shadows/{name}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class DesiredResource {

    private final Tenancy tenancy;
    private final ShadowAddress address;
    private final ShadowAccess shadows;
    private final ShadowLimits limits;

    DesiredResource(
            Tenancy tenancy, ShadowAddress address, ShadowAccess shadows, ShadowSettings settings) {
        this.tenancy = tenancy;
        this.address = address;
        this.shadows = shadows;
        this.limits = settings.limits().toLimits();
    }

    /** The body is read by us: the framework's reader would respell numbers. */
    @PATCH
    @Path("/desired")
    @Consumes("application/merge-patch+json")
    @Operation(
            operationId = "patchDesiredState",
            summary = "Change the desired state",
            description =
                    "A JSON merge patch (RFC 7396): null removes a member, arrays are replaced whole."
                            + " Creates the shadow if need be. What differs from the reported state"
                            + " is sent to the device, now or when it is back.")
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
    @APIResponse(responseCode = "412", description = "The shadow has another version")
    @APIResponse(responseCode = "413", description = "The shadow would become too large")
    public Uni<Response> patchDesired(
            @RestPath String device,
            @RestPath String name,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte[] body) {
        var key = address.of(device, name);
        var expected = EntityTags.required(ifMatch);
        return shadows.update(key, Change.merge(patch(body)), expected, tenancy.subject())
                .map(document ->
                        Response.ok(ShadowView.of(key, document, Field.parse(null)))
                                .tag(EntityTags.of(document.version()))
                                .build());
    }

    @DELETE
    @Operation(
            operationId = "deleteShadow",
            summary = "Delete a shadow",
            description =
                    "The version is remembered: a shadow of the same name goes on counting from it.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "There is no such shadow")
    @APIResponse(responseCode = "412", description = "The shadow has another version")
    public Uni<Void> delete(
            @RestPath String device,
            @RestPath String name,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var key = address.of(device, name);
        return shadows.delete(key, EntityTags.required(ifMatch), tenancy.subject());
    }

    private StatePatch patch(byte[] body) {
        return switch (Payload.read(body, limits)) {
            case Payload.Unreadable(var refusal) -> throw ShadowProblems.of(refusal);
            case Payload.Tree(var desired) ->
                    switch (StatePatch.checkSection(SectionName.DESIRED, desired, limits)) {
                        case StatePatch.Check.Flawed(var refusal) ->
                                throw ShadowProblems.of(refusal);
                        case StatePatch.Check.Sound(var patch) -> patch;
                    };
        };
    }
}
