// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.device.store.DeviceSearch;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Looks for devices of the caller's tenant. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
class DeviceListResource {

    private final Caller caller;
    private final DevicePages pages;
    private final Clock clock;

    DeviceListResource(Caller caller, DevicePages pages, Clock clock) {
        this.caller = caller;
        this.pages = pages;
        this.clock = clock;
    }

    @GET
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
            operationId = "listDevices",
            summary = "List devices",
            description =
                    "A page leads to the next by nextCursor, which fits the same filter and sort"
                            + " only. Fields to filter by: id, uid, state, type, displayName, tags,"
                            + " attributes.…, externalIds.…, version, createdAt, updatedAt,"
                            + " group, presence.connected, presence.firmware, lastSeenAt,"
                            + " cert.notAfter.")
    @APIResponse(
            responseCode = "200",
            description = "A page of devices",
            content = @Content(schema = @Schema(implementation = DevicePage.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Uni<Response> list(
            @Parameter(description = "In RSQL, for example state==ACTIVE and tags==spare")
                    @RestQuery
                    @Nullable String filter,
            @Parameter(description = "id, createdAt, updatedAt or displayName; - before it: down")
                    @RestQuery
                    @DefaultValue("id")
                    String sort,
            @Parameter(description = "The members to show, with commas between; id always is")
                    @RestQuery
                    @Nullable String fields,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            @Parameter(description = "true: say how many there are on all pages")
                    @RestQuery
                    @DefaultValue("false")
                    boolean count,
            @Parameter(description = DeviceResource.DELETED) @RestQuery @DefaultValue("false")
                    boolean deleted,
            UriInfo uri) {
        var search = new DeviceSearch(caller.tenant(), filter, deleted, clock.instant());
        return pages.answer(search, new DevicePages.Wish(sort, fields, limit, cursor, count), uri);
    }
}
