// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import io.muster.platform.api.EntityTags;
import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.Precondition;
import io.muster.platform.paging.Page;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.shadow.document.ShadowName;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The schemas of the shadows of the caller's tenant, by the names of the shadows. */
@Path("/api/v1/shadow-schemas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow schemas")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class ShadowSchemaResource {

    private final Tenancy tenancy;
    private final ShadowSchemas schemas;
    private final JsonBodies json;

    ShadowSchemaResource(Tenancy tenancy, ShadowSchemas schemas, JsonBodies json) {
        this.tenancy = tenancy;
        this.schemas = schemas;
        this.json = json;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "listShadowSchemas",
            summary = "List the schemas of shadows",
            description = "All of them, at most 100, by the names of their shadows.")
    @APIResponse(responseCode = "200", description = "The schemas")
    public Uni<Page<SchemaView>> list() {
        return schemas.list(tenancy.current())
                .map(found -> found.stream().map(this::view).toList())
                .map(views -> new Page<>(views, null));
    }

    @GET
    @Path("/{shadow}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(operationId = "getShadowSchema", summary = "Get the schema of shadows of a name")
    @APIResponse(
            responseCode = "200",
            description = "The schema",
            content = @Content(schema = @Schema(implementation = SchemaView.class)))
    @APIResponse(responseCode = "404", description = "Shadows of this name have no schema")
    public Uni<Response> get(@RestPath String shadow) {
        return schemas.get(tenancy.current(), name(shadow)).map(this::tagged);
    }

    @PUT
    @Path("/{shadow}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putShadowSchema",
            summary = "Add or replace the schema of shadows of a name",
            description =
                    "Holds for the next change of each shadow; those there are stay as they are."
                            + " An existing schema needs If-Match. Roles: operator, tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = SchemaOptions.class)))
    @APIResponse(
            responseCode = "200",
            description = "The schema",
            content = @Content(schema = @Schema(implementation = SchemaView.class)))
    @APIResponse(responseCode = "400", description = "The name or a member is not valid")
    @APIResponse(responseCode = "409", description = "The tenant has as many as it may have")
    @APIResponse(responseCode = "412", description = "The schema has another version")
    @APIResponse(responseCode = "422", description = "A schema is not one to check by")
    @APIResponse(responseCode = "428", description = "The schema exists and If-Match is missing")
    public Uni<Response> put(
            @RestPath String shadow,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            byte @Nullable [] body) {
        var draft = json.value(json.object(body), SchemaOptions.class).draft();
        var precondition = new Precondition(ifMatch, ifNoneMatch);
        return schemas.put(tenancy.current(), name(shadow), draft, precondition, tenancy.subject())
                .map(this::tagged);
    }

    @DELETE
    @Path("/{shadow}")
    @Operation(operationId = "deleteShadowSchema", summary = "Have shadows of a name hold anything")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "Shadows of this name have no schema")
    @APIResponse(responseCode = "412", description = "The schema has another version")
    public Uni<Void> delete(
            @RestPath String shadow, @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return schemas.delete(tenancy.current(), name(shadow), ifMatch, tenancy.subject());
    }

    private static ShadowName name(String text) {
        return ShadowName.parse(text)
                .orElseThrow(() -> Problems.invalid("The path does not name a shadow."));
    }

    private SchemaView view(StoredSchema schema) {
        return SchemaView.of(schema, json.parsed(schema.content()));
    }

    private Response tagged(StoredSchema schema) {
        return Response.ok(view(schema))
                .header(HttpHeaders.ETAG, EntityTags.of(schema.version()))
                .build();
    }
}
