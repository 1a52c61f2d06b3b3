// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.store.ShadowCatalog;
import io.muster.shadow.store.ShadowKey;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The shadows of a device, to be read. */
@Path("/api/v1/devices/{device}/shadows")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows")
@RolesAllowed({
    Roles.VIEWER,
    Roles.OPERATOR,
    Roles.MAINTENANCE,
    Roles.RELEASE_MANAGER,
    Roles.RELEASE_APPROVER,
    Roles.TENANT_ADMIN
})
class ShadowResource {

    private final Tenancy tenancy;
    private final ShadowAddress address;
    private final ShadowAccess shadows;
    private final ShadowCatalog catalog;
    private final Cursors cursors;

    ShadowResource(
            Tenancy tenancy,
            ShadowAddress address,
            ShadowAccess shadows,
            ShadowCatalog catalog,
            Cursors cursors) {
        this.tenancy = tenancy;
        this.address = address;
        this.shadows = shadows;
        this.catalog = catalog;
        this.cursors = cursors;
    }

    @GET
    @Operation(
            operationId = "listShadows",
            summary = "List the shadows of a device",
            description =
                    "In the order of their names. A device without shadows has an empty list.")
    public Uni<Page<ShadowCatalog.Entry>> list(
            @RestPath String device, @RestQuery Integer limit, @RestQuery String cursor) {
        var tenant = tenancy.current();
        var request = PageRequest.of(limit, cursor);
        var id = ShadowAddress.device(device);
        var query = "shadows of " + id;
        var after =
                cursors.open(tenant, query, request).map(at -> at.position().getFirst()).orElse("");
        return catalog.list(tenant, id, after, request.fetch())
                .map(found ->
                        cursors.page(tenant, query, request, found, e -> Cursor.at(e.name())));
    }

    @GET
    @Path("/{name}")
    @Operation(
            operationId = "getShadow",
            summary = "Read a shadow",
            description =
                    "The ETag is the version; with If-None-Match an unchanged shadow is 304. The"
                            + " sync state and the presence move on without a new version.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ShadowView.class)))
    @APIResponse(responseCode = "304", description = "Not changed")
    @APIResponse(responseCode = "404", description = "There is no such shadow")
    public Uni<Response> get(
            @RestPath String device,
            @RestPath String name,
            @Parameter(
                            description =
                                    "Which of desired, reported, delta, tags, sync, presence and"
                                            + " metadata to show, separated by commas; all but the metadata if"
                                            + " absent.")
                    @RestQuery
                    @Nullable String fields,
            @Parameter(
                            description =
                                    "A JSON pointer into desired, reported, delta, tags and"
                                            + " metadata: only what is there is shown, as it is.")
                    @RestQuery
                    @Nullable String path,
            @Context Request request) {
        var key = address.of(device, name);
        var shown = Field.parse(fields);
        var place = Optional.ofNullable(path).map(Places::parse);
        return shadows.get(key)
                .map(found ->
                        answer(
                                request,
                                found.document(),
                                () ->
                                        place.<Object>map(at -> Places.in(found.document(), at))
                                                .orElseGet(() -> view(key, found, shown))));
    }

    private static ShadowView view(ShadowKey key, ShadowAccess.Found found, Set<Field> shown) {
        return ShadowView.of(key, found.document(), found.connection(), shown);
    }

    private static Response answer(
            Request request, ShadowDocument document, Supplier<Object> content) {
        var tag = EntityTags.of(document.version());
        var unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.tag(tag).build()
                : Response.ok(content.get()).tag(tag).build();
    }
}
