// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.gateway;

import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Which devices reach the broker through which gateways. */
@Path("/api/v1/devices/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Gateways")
class GatewayResource {

    private final Caller caller;
    private final Gateways gateways;

    GatewayResource(Caller caller, Gateways gateways) {
        this.caller = caller;
        this.gateways = gateways;
    }

    @PUT
    @Path("/gateways/{gateway}")
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "putDeviceGateway",
            summary = "Let a gateway speak for a device",
            description =
                    "The gateway's type must say that its devices are gateways. Once more changes"
                            + " nothing. Roles: operator, tenant-admin.")
    @APIResponse(responseCode = "204", description = "It may")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "409", description = "The device has too many gateways")
    @APIResponse(
            responseCode = "422",
            description = "The other device is no gateway, or the device would be its own")
    public Uni<Void> put(@RestPath String id, @RestPath String gateway) {
        return gateways.add(caller.device(id), caller.device(gateway), caller.subject());
    }

    @DELETE
    @Path("/gateways/{gateway}")
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "deleteDeviceGateway",
            summary = "Let a gateway speak for a device no more",
            description =
                    "What it said of the device counts no more either. Roles: operator,"
                            + " tenant-admin.")
    @APIResponse(responseCode = "204", description = "It may not")
    @APIResponse(responseCode = "404", description = "There is no such device, or no such gateway")
    public Uni<Void> delete(@RestPath String id, @RestPath String gateway) {
        return gateways.remove(caller.device(id), caller.device(gateway), caller.subject());
    }

    @GET
    @Path("/children")
    @RolesAllowed({
        Roles.VIEWER,
        Roles.OPERATOR,
        Roles.MAINTENANCE,
        Roles.RELEASE_MANAGER,
        Roles.RELEASE_APPROVER,
        Roles.SECURITY_ADMIN,
        Roles.TENANT_ADMIN
    })
    @Operation(
            operationId = "listChildren",
            summary = "List the devices that a gateway speaks for",
            description = "In the order of their ids, with whether they are there.")
    @APIResponse(responseCode = "200", description = "A page of devices")
    @APIResponse(responseCode = "404", description = "There is no such device")
    public Uni<RestResponse<Page<ChildView>>> children(
            @RestPath String id,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        return gateways.children(caller.device(id), PageRequest.of(limit, cursor))
                .map(page -> PageResponse.of(page, uri));
    }
}
