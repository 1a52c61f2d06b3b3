// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.shadow.store.ShadowCatalog;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Which shadows a device has. */
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
class ShadowListResource {

    private final Tenancy tenancy;
    private final ShadowCatalog catalog;
    private final Cursors cursors;

    ShadowListResource(Tenancy tenancy, ShadowCatalog catalog, Cursors cursors) {
        this.tenancy = tenancy;
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
}
