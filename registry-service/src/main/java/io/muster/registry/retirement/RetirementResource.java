// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.retirement;

import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.api.EntityTags;
import io.muster.registry.identity.Device;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The end of a device's life. */
@Path("/api/v1/devices/{id}/retire")
@Tag(name = "Devices")
class RetirementResource {

    private final Caller caller;
    private final Retirement retirement;

    RetirementResource(Caller caller, Retirement retirement) {
        this.caller = caller;
        this.retirement = retirement;
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "retireDevice",
            summary = "Retire a device",
            description =
                    "For good: its certificates are revoked and it can't enroll again. A retired"
                            + " device stays as it is. Roles: operator, security-admin,"
                            + " tenant-admin.")
    @APIResponse(responseCode = "204", description = "The device is retired")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "412", description = "The device has another version")
    public Uni<Response> retire(
            @RestPath String id, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return retirement
                .retire(caller.device(id), ifMatch, caller.subject())
                .map(RetirementResource::done);
    }

    private static Response done(Device device) {
        return Response.noContent()
                .header(HttpHeaders.ETAG, EntityTags.of(device.version()))
                .build();
    }
}
