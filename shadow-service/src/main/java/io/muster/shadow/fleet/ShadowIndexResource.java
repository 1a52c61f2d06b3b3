// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.paging.Page;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The paths by which the caller's tenant searches its shadows. */
@Path(ShadowIndexResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow search")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class ShadowIndexResource {

    static final String PATH = "/api/v1/shadow-indexes";

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final Tenancy tenancy;
    private final ShadowIndexes indexes;
    private final JsonBodies json;

    ShadowIndexResource(Tenancy tenancy, ShadowIndexes indexes, JsonBodies json) {
        this.tenancy = tenancy;
        this.indexes = indexes;
        this.json = json;
    }

    @GET
    @RolesAllowed({
        Roles.VIEWER,
        Roles.OPERATOR,
        Roles.MAINTENANCE,
        Roles.RELEASE_MANAGER,
        Roles.RELEASE_APPROVER,
        Roles.TENANT_ADMIN
    })
    @Operation(
            operationId = "listShadowIndexes",
            summary = "List the indexed paths",
            description = "All of them, at most 20.")
    @APIResponse(responseCode = "200", description = "The indexes")
    public Uni<Page<IndexView>> list() {
        return indexes.list(tenancy.current())
                .map(found -> found.stream().map(IndexView::of).toList())
                .map(views -> new Page<>(views, null));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({
        Roles.VIEWER,
        Roles.OPERATOR,
        Roles.MAINTENANCE,
        Roles.RELEASE_MANAGER,
        Roles.RELEASE_APPROVER,
        Roles.TENANT_ADMIN
    })
    @Operation(operationId = "getShadowIndex", summary = "Get an indexed path")
    @APIResponse(responseCode = "200", description = "The index")
    @APIResponse(responseCode = "404", description = "There is no such index")
    public Uni<IndexView> get(@RestPath String id) {
        return indexes.get(tenancy.current(), number(id)).map(IndexView::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "declareShadowIndex",
            summary = "Have a path indexed",
            description =
                    "Each write from now on is in it; what is there already is added meanwhile, and"
                            + " then its state is ready. Roles: operator, tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = IndexOptions.class)))
    @APIResponse(
            responseCode = "201",
            description = "Declared",
            content = @Content(schema = @Schema(implementation = IndexView.class)))
    @APIResponse(responseCode = "400", description = "It is no path")
    @APIResponse(
            responseCode = "409",
            description = "The path is indexed, or the tenant has as many as it may have")
    public Uni<Response> declare(byte[] body) {
        var path = json.value(json.object(body), IndexOptions.class).indexPath();
        return indexes.declare(tenancy.current(), path, tenancy.subject())
                .map(IndexView::of)
                .map(view ->
                        Response.created(URI.create(PATH + "/" + view.id())).entity(view).build());
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "dropShadowIndex", summary = "Have a path indexed no more")
    @APIResponse(responseCode = "204", description = "Dropped")
    @APIResponse(responseCode = "404", description = "There is no such index")
    public Uni<Void> drop(@RestPath String id) {
        return indexes.drop(tenancy.current(), number(id), tenancy.subject());
    }

    private static long number(String id) {
        if (!ID.matcher(id).matches()) {
            throw Problems.notFound("There is no such index.");
        }
        return Long.parseLong(id);
    }
}
