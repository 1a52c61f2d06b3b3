// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The versions that a shadow has had. */
@Path("/api/v1/devices/{device}/shadows/{name}")
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
class ShadowHistoryResource {

    private final ShadowAddress address;
    private final HistoryPages pages;
    private final PastShadows past;

    ShadowHistoryResource(ShadowAddress address, HistoryPages pages, PastShadows past) {
        this.address = address;
        this.pages = pages;
        this.past = past;
    }

    @GET
    @Path("/history")
    @Operation(
            operationId = "listShadowVersions",
            summary = "List the versions of a shadow",
            description =
                    "Newest first: who made each, when, and the merge patch from the one before."
                            + " Deletes are versions too. At most 100 on a page; a page of one path may"
                            + " be short and go on nevertheless.")
    public Uni<Page<VersionView>> list(
            @RestPath String device,
            @RestPath String name,
            @Parameter(description = "The first version, or a time (RFC 3339).") @RestQuery
                    @Nullable String from,
            @Parameter(description = "The last version, or a time (RFC 3339).") @RestQuery
                    @Nullable String to,
            @Parameter(description = "A JSON pointer: only versions that wrote there.") @RestQuery
                    @Nullable String path,
            @RestQuery Integer limit,
            @RestQuery String cursor) {
        return pages.page(
                address.of(device, name),
                Versions.span(from, to),
                Optional.ofNullable(path).map(Places::parse),
                PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/diff")
    @Operation(
            operationId = "diffShadowVersions",
            summary = "Compare two versions of a shadow",
            description =
                    "The merge patch that makes the one of the other. A version that deleted the"
                            + " shadow has no content.")
    @APIResponse(responseCode = "200", description = "What differs")
    @APIResponse(responseCode = "404", description = "There is no such version")
    @APIResponse(responseCode = "410", description = "One of them is not kept any more")
    public Uni<ShadowDiff> diff(
            @RestPath String device,
            @RestPath String name,
            @Parameter(required = true) @RestQuery @Nullable String from,
            @Parameter(description = "The version of now if absent.") @RestQuery
                    @Nullable String to) {
        return past.between(
                address.of(device, name),
                Versions.parse("from", from),
                to == null ? null : Versions.parse("to", to));
    }
}
