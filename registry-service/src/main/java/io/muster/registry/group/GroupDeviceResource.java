// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.device.DevicePage;
import io.muster.registry.device.DevicePages;
import io.muster.registry.device.DevicePages.Wish;
import io.muster.registry.device.store.DeviceSearch;
import io.muster.registry.membership.GroupQuery;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who is in groups, or would be. */
@Path("/api/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Groups")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
class GroupDeviceResource {

    private static final String BY_ID = "id";

    private final Caller caller;
    private final Groups groups;
    private final StaticMembers members;
    private final DevicePages pages;
    private final JsonBodies json;
    private final Clock clock;

    GroupDeviceResource(
            Caller caller,
            Groups groups,
            StaticMembers members,
            DevicePages pages,
            JsonBodies json,
            Clock clock) {
        this.caller = caller;
        this.groups = groups;
        this.members = members;
        this.pages = pages;
        this.json = json;
        this.clock = clock;
    }

    /** A query that no group has yet. */
    @RegisterForReflection
    @Schema(name = "GroupPreview")
    record Preview(@JsonProperty(required = true) @Schema(required = true) String query) {}

    /** What became of a change of members. */
    @RegisterForReflection
    @Schema(name = "GroupMembersChanged")
    record Changed(
            @Schema(description = "How many were not in the group before.") int added,
            @Schema(description = "How many were in the group before.") int removed) {}

    @GET
    @Path("/{group}/devices")
    @Operation(
            operationId = "listGroupDevices",
            summary = "List the devices of a group and of the groups below",
            description = "As listDevices with the filter group==….")
    @APIResponse(
            responseCode = "200",
            description = "A page of devices",
            content = @Content(schema = @Schema(implementation = DevicePage.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    @APIResponse(responseCode = "404", description = "There is no such group")
    public Uni<Response> devices(
            @RestPath String group,
            @Parameter(description = "As of listDevices") @RestQuery @Nullable String filter,
            @Parameter(description = "As of listDevices") @RestQuery @DefaultValue(BY_ID)
                    String sort,
            @Parameter(description = "As of listDevices") @RestQuery @Nullable String fields,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            @Parameter(description = "true: say how many there are on all pages")
                    @RestQuery
                    @DefaultValue("false")
                    boolean count,
            UriInfo uri) {
        var tenant = caller.tenant();
        var wish = new Wish(sort, fields, limit, cursor, count);
        return groups.get(tenant, GroupId.of(group))
                .map(found ->
                        new DeviceSearch(tenant, found.path(), filter, false, clock.instant()))
                .chain(search -> pages.answer(search, wish, uri));
    }

    @POST
    @Path("/{group}/members")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "changeGroupMembers",
            summary = "Put devices into a group and take others out",
            description =
                    "All or nothing; the same again changes nothing. Roles: operator, tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = MemberChange.class)))
    @APIResponse(
            responseCode = "200",
            description = "How many came and left",
            content = @Content(schema = @Schema(implementation = Changed.class)))
    @APIResponse(responseCode = "400", description = "The lists are not valid")
    @APIResponse(responseCode = "404", description = "There is no such group")
    @APIResponse(
            responseCode = "409",
            description = "A query finds the members, or a device is in too many groups")
    @APIResponse(responseCode = "422", description = "A device to be added does not exist")
    public Uni<Changed> members(@RestPath String group, byte @Nullable [] body) {
        var change = json.value(json.object(body), MemberChange.class);
        return members.change(caller.tenant(), GroupId.of(group), change, caller.subject())
                .map(outcome -> new Changed(outcome.added().size(), outcome.removed().size()));
    }

    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewGroup",
            summary = "The devices that a query would find",
            description = "The first of them, and how many there are.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = Preview.class)))
    @APIResponse(
            responseCode = "200",
            description = "A page of devices, with total",
            content = @Content(schema = @Schema(implementation = DevicePage.class)))
    @APIResponse(responseCode = "400", description = "The query is not valid")
    public Uni<Response> preview(
            @Parameter(description = "As of listDevices") @RestQuery @Nullable String fields,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            byte @Nullable [] body,
            UriInfo uri) {
        var query = GroupQuery.parse(json.value(json.object(body), Preview.class).query());
        var search = new DeviceSearch(caller.tenant(), query.text(), false, clock.instant());
        return pages.answer(search, new Wish(BY_ID, fields, limit, cursor, true), uri);
    }
}
