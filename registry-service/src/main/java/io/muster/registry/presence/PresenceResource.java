// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Whether a device is there, and how it is. */
@Path("/api/v1/devices/{id}/presence")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
@RolesAllowed({
    Roles.VIEWER,
    Roles.OPERATOR,
    Roles.MAINTENANCE,
    Roles.RELEASE_MANAGER,
    Roles.RELEASE_APPROVER,
    Roles.SECURITY_ADMIN,
    Roles.TENANT_ADMIN
})
class PresenceResource {

    private final Caller caller;
    private final PresenceQueries presences;

    PresenceResource(Caller caller, PresenceQueries presences) {
        this.caller = caller;
        this.presences = presences;
    }

    @GET
    @Operation(
            operationId = "getDevicePresence",
            summary = "Get a device's presence",
            description = "Whether it is connected, since when, and what its last heartbeat said.")
    @APIResponse(responseCode = "200", description = "The presence")
    @APIResponse(responseCode = "404", description = "There is no such device")
    public Uni<PresenceView> get(@RestPath String id) {
        return presences
                .find(caller.device(id))
                .map(found ->
                        found.orElseThrow(() -> Problems.notFound("There is no such device.")));
    }
}
