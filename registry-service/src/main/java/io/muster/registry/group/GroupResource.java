// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.EntityTags;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.PageResponse;
import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.api.MergePatch;
import io.muster.registry.api.Once;
import io.muster.registry.group.store.Group;
import io.muster.registry.identity.GroupPath;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The groups of the caller's tenant. */
@Path("/api/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Groups")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class GroupResource {

    private static final String PATH = "path";
    private static final String START = "";
    private static final long FIRST_VERSION = 1;

    private final Caller caller;
    private final Groups groups;
    private final Cursors cursors;
    private final JsonBodies json;

    GroupResource(Caller caller, Groups groups, Cursors cursors, JsonBodies json) {
        this.caller = caller;
        this.groups = groups;
        this.cursors = cursors;
        this.json = json;
    }

    /** The form of the body, for the description of the API. */
    @Schema(name = "CreateGroup", allOf = GroupDraft.class)
    record CreateGroup(
            @Schema(
                            description =
                                    "At most 8 names, each of 1 to 64 of A-Z a-z 0-9 _ . - behind a"
                                            + " slash. The group above must exist.",
                            examples = "/site1/floor2",
                            required = true)
                    String path) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(operationId = "listGroups", summary = "List groups")
    @APIResponse(
            responseCode = "200",
            description = "A page of groups, in the order of their paths")
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Uni<RestResponse<Page<GroupView>>> list(
            @Parameter(description = "Only the group with this path and those below") @RestQuery
                    @Nullable String under,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        var tenant = caller.tenant();
        var within = under == null ? null : path(under);
        var query = "groups under " + within;
        var page = PageRequest.of(limit, cursor);
        var after = cursors.open(tenant, query, page).map(at -> at.position().getFirst());
        return groups.list(tenant, after.orElse(START), within, page.fetch())
                .map(found -> found.stream().map(GroupView::of).toList())
                .map(views ->
                        cursors.page(tenant, query, page, views, view -> Cursor.at(view.path())))
                .map(listed -> PageResponse.of(listed, uri));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createGroup",
            summary = "Add a group",
            description =
                    "With a query its members are found from now on, beginning with the devices"
                            + " there are. With an Idempotency-Key a repeated request gets the"
                            + " first answer. Roles: operator, tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = CreateGroup.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new group",
            content = @Content(schema = @Schema(implementation = GroupView.class)))
    @APIResponse(responseCode = "400", description = "A member or the query is not valid")
    @APIResponse(responseCode = "403", description = "The tenant has as many groups as it may")
    @APIResponse(
            responseCode = "409",
            description = "The group exists, or the one above does not, or the key was used before")
    public Uni<Response> create(
            @RestHeader("Idempotency-Key") @Nullable String key, byte @Nullable [] body) {
        var wanted = json.object(body);
        var path = path(wanted.path(PATH).asText(""));
        ObjectNode rest = wanted.deepCopy().without(PATH);
        var draft = json.value(rest, GroupDraft.class).draft();
        var once =
                new Once.Request(
                        caller.tenant(),
                        key,
                        Fingerprint.of("POST /api/v1/groups", wanted.toString()));
        return groups.create(once, path, draft, caller.subject()).map(this::created);
    }

    private Response created(String body) {
        var id = json.parsed(body).path("id").asText();
        return Response.created(URI.create("/api/v1/groups/" + id))
                .header(HttpHeaders.ETAG, EntityTags.of(FIRST_VERSION))
                .entity(body)
                .build();
    }

    @GET
    @Path("/{group}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(operationId = "getGroup", summary = "Get a group")
    @APIResponse(
            responseCode = "200",
            description = "The group",
            content = @Content(schema = @Schema(implementation = GroupView.class)))
    @APIResponse(responseCode = "404", description = "There is no such group")
    public Uni<Response> get(@RestPath String group) {
        return groups.get(caller.tenant(), GroupId.of(group)).map(GroupResource::tagged);
    }

    @PATCH
    @Path("/{group}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchGroup",
            summary = "Change a group",
            description =
                    "A JSON merge patch (RFC 7396). After another query devices come and leave one"
                            + " by one; settling is false when all are where they belong. The path"
                            + " stays as it is. Roles: operator, tenant-admin.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MergePatch.TYPE,
                            schema = @Schema(implementation = GroupDraft.class)))
    @APIResponse(
            responseCode = "200",
            description = "The group after the change",
            content = @Content(schema = @Schema(implementation = GroupView.class)))
    @APIResponse(responseCode = "400", description = "A member or the query is not valid")
    @APIResponse(responseCode = "404", description = "There is no such group")
    @APIResponse(
            responseCode = "409",
            description = "The group is filled by hand, or would be so from now on")
    @APIResponse(responseCode = "412", description = "The group has another version")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> patch(
            @RestPath String group,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte @Nullable [] body) {
        return groups.patch(
                        caller.tenant(),
                        GroupId.of(group),
                        json.object(body),
                        ifMatch,
                        caller.subject())
                .map(GroupResource::tagged);
    }

    @DELETE
    @Path("/{group}")
    @Operation(
            operationId = "deleteGroup",
            summary = "Delete a group",
            description =
                    "Its devices leave it one by one; until the last has left, the path is not free."
                            + " Roles: operator, tenant-admin.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "There is no such group")
    @APIResponse(responseCode = "409", description = "There are groups below")
    @APIResponse(responseCode = "412", description = "The group has another version")
    public Uni<Void> delete(
            @RestPath String group, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return groups.delete(caller.tenant(), GroupId.of(group), ifMatch, caller.subject());
    }

    private static GroupPath path(String text) {
        return GroupPath.parse(text).orElseThrow(GroupResource::noPath);
    }

    private static ProblemException noPath() {
        return Problems.invalid(
                "The path of a group is at most 8 names, each of 1 to 64 of A-Z a-z 0-9 _ . - behind"
                        + " a slash, together 256 characters.");
    }

    private static Response tagged(Group group) {
        return Response.ok(GroupView.of(group))
                .header(HttpHeaders.ETAG, EntityTags.of(group.version()))
                .build();
    }
}
