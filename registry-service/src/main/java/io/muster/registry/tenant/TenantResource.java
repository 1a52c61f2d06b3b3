// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.api.EntityTags;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.PageResponse;
import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.topic.TenantId;
import io.muster.registry.api.Caller;
import io.muster.registry.api.MergePatch;
import io.muster.registry.api.Once;
import io.muster.registry.tenant.store.TenantOptions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** All tenants, for those who run the installation. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class TenantResource {

    private static final String QUERY = "tenants by id";
    private static final String START = "";

    private final Caller caller;
    private final TenantScope scope;
    private final Tenants tenants;
    private final Cursors cursors;
    private final JsonBodies json;

    TenantResource(
            Caller caller, TenantScope scope, Tenants tenants, Cursors cursors, JsonBodies json) {
        this.caller = caller;
        this.scope = scope;
        this.tenants = tenants;
        this.cursors = cursors;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createTenant",
            summary = "Add a tenant",
            description =
                    "Tokens whose claim tenant is this id may add devices afterwards. With an"
                            + " Idempotency-Key a repeated request gets the first answer. Role:"
                            + " platform-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = CreateTenantRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new tenant",
            content = @Content(schema = @Schema(implementation = TenantView.class)))
    @APIResponse(responseCode = "400", description = "A member is not valid")
    @APIResponse(responseCode = "409", description = "The id is taken, or the key was used before")
    public Uni<Response> create(
            @RestHeader("Idempotency-Key") @Nullable String key, byte @Nullable [] body) {
        var wanted = json.object(body);
        var fingerprint = Fingerprint.of("POST /api/v1/tenants", wanted.toString());
        var id = id(wanted);
        var options = json.value(wanted.deepCopy().without("id"), TenantOptions.class);
        return tenants.create(new Once.Request(id, key, fingerprint), options, caller.subject())
                .map(created ->
                        Response.created(URI.create("/api/v1/tenants/" + id))
                                .header(HttpHeaders.ETAG, EntityTags.of(1))
                                .entity(created)
                                .build());
    }

    /** The form of the body, for the description of the API. */
    @Schema(name = "CreateTenantRequest", allOf = TenantOptions.class)
    record CreateTenantRequest(
            @Schema(pattern = "^[a-z0-9][a-z0-9-]{0,62}$", required = true) String id) {}

    private static TenantId id(ObjectNode body) {
        return TenantId.parse(body.path("id").asText(""))
                .orElseThrow(() ->
                        Problems.invalid(
                                "id must be 1 to 63 of a-z 0-9 - and begin with a letter or"
                                        + " digit."));
    }

    @GET
    @Operation(
            operationId = "listTenants",
            summary = "List tenants",
            description = "In the order of their ids. Role: platform-admin.")
    @APIResponse(responseCode = "200", description = "A page of tenants")
    public Uni<RestResponse<Page<TenantView>>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor, UriInfo uri) {
        var page = PageRequest.of(limit, cursor);
        var mine = caller.tenant();
        var after = cursors.open(mine, QUERY, page).map(at -> at.position().getFirst());
        return tenants.list(after.orElse(START), page.fetch())
                .map(found -> found.stream().map(TenantView::of).toList())
                .map(views -> cursors.page(mine, QUERY, page, views, view -> Cursor.at(view.id())))
                .map(listed -> PageResponse.of(listed, uri));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "getTenant",
            summary = "Get a tenant with its quotas and usage",
            description =
                    "Role: platform-admin; tenant-admin for its own tenant, all others do not exist"
                            + " to it.")
    @APIResponse(
            responseCode = "200",
            description = "The tenant",
            content = @Content(schema = @Schema(implementation = TenantView.class)))
    @APIResponse(responseCode = "404", description = "There is no such tenant")
    public Uni<Response> get(@RestPath String id) {
        return tenants.get(scope.visible(id)).map(TenantView::of).map(TenantResource::tagged);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchTenant",
            summary = "Change a tenant's name, quotas or settings",
            description =
                    "A JSON merge patch (RFC 7396): null brings a default back. A quota below what"
                            + " is used deletes nothing; it only stops additions. Role:"
                            + " platform-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = TenantOptions.class)))
    @APIResponse(
            responseCode = "200",
            description = "The tenant after the change",
            content = @Content(schema = @Schema(implementation = TenantView.class)))
    @APIResponse(responseCode = "400", description = "A member is not valid")
    @APIResponse(responseCode = "404", description = "There is no such tenant")
    @APIResponse(responseCode = "412", description = "The tenant has another version")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> patch(
            @RestPath String id,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte @Nullable [] body) {
        return tenants.patch(TenantScope.known(id), json.object(body), ifMatch, caller.subject())
                .map(TenantView::of)
                .map(TenantResource::tagged);
    }

    private static Response tagged(TenantView tenant) {
        return Response.ok(tenant)
                .header(HttpHeaders.ETAG, EntityTags.of(tenant.version()))
                .build();
    }
}
