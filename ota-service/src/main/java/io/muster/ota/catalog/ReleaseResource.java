// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import io.muster.ota.http.Caller;
import io.muster.ota.http.Created;
import io.muster.ota.http.Idempotent;
import io.muster.ota.release.Release;
import io.muster.ota.store.ReleaseRecords;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Releases: versions of products, signed. */
@Path("/api/v1/releases")
@Tag(name = "releases")
public class ReleaseResource {

    private static final String LIST = "/api/v1/releases";

    private final Releases creation;
    private final ReleaseRecords releases;
    private final Cursors cursors;
    private final Created created;
    private final Tenancy tenancy;

    ReleaseResource(
            Releases creation,
            ReleaseRecords releases,
            Cursors cursors,
            Created created,
            Tenancy tenancy) {
        this.creation = creation;
        this.releases = releases;
        this.cursors = cursors;
        this.created = created;
        this.tenancy = tenancy;
    }

    /** Makes a release of an artifact. */
    @POST
    @RolesAllowed(Roles.RELEASE_MANAGER)
    @Operation(operationId = "createRelease", summary = "Release an artifact as a version")
    @APIResponse(
            responseCode = "201",
            description = "Released",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Was released already, with the same content",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "409", description = "The version has another content")
    @APIResponse(
            responseCode = "422",
            description = "Unknown artifact or key, or a signature that does not verify")
    public Uni<Response> create(
            @RestHeader("Idempotency-Key") @Nullable String key,
            @NotNull @Valid ReleaseRequest request) {
        var caller = Caller.of(tenancy);
        var once = new Idempotent.Request(caller.tenant(), key, "POST " + LIST, request);
        return creation.create(caller, once, ReleaseDraft.of(request))
                .map(answer -> created.at(LIST, answer));
    }

    /** Lists releases, the newest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.RELEASE_MANAGER, Roles.RELEASE_APPROVER})
    @Operation(operationId = "listReleases", summary = "List releases, the newest first")
    public Uni<Page<ReleaseView>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        var tenant = tenancy.current();
        var page = PageRequest.of(limit, cursor);
        return releases.list(tenant, cursors.open(tenant, LIST, page), page.fetch())
                .map(found -> cursors.page(tenant, LIST, page, found, ReleaseRecords::cursor))
                .map(ReleaseResource::view);
    }

    private static Page<ReleaseView> view(Page<Release> page) {
        return new Page<>(page.items().stream().map(ReleaseView::of).toList(), page.nextCursor());
    }

    /** Shows one release. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.VIEWER, Roles.RELEASE_MANAGER, Roles.RELEASE_APPROVER})
    @Operation(operationId = "getRelease", summary = "Show a release")
    @APIResponse(responseCode = "404", description = "No such release")
    public Uni<ReleaseView> get(@RestPath UUID id) {
        return releases.find(tenancy.current(), id)
                .map(found -> found.orElseThrow(() -> Problems.notFound("No such release.")))
                .map(ReleaseView::of);
    }
}
