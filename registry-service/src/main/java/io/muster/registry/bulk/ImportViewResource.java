// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.bulk.store.JobMode;
import io.muster.registry.bulk.store.JobStore;
import io.muster.registry.bulk.store.RowResult;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How far imports are, and what became of their rows. */
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.TENANT_ADMIN})
class ImportViewResource {

    static final Set<JobMode> IMPORTS = EnumSet.complementOf(EnumSet.of(JobMode.ISSUE));
    private static final String QUERY = "imports, newest first";

    private final Caller caller;
    private final Jobs jobs;
    private final Cursors cursors;
    private final JobDesk desk;

    ImportViewResource(Caller caller, Jobs jobs, Cursors cursors, JobDesk desk) {
        this.caller = caller;
        this.jobs = jobs;
        this.cursors = cursors;
        this.desk = desk;
    }

    @GET
    @Operation(operationId = "listImports", summary = "List imports, the newest first")
    @APIResponse(responseCode = "200", description = "A page of jobs")
    public Uni<RestResponse<Page<JobView>>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor, UriInfo uri) {
        var tenant = caller.tenant();
        var page = PageRequest.of(limit, cursor);
        var before = cursors.open(tenant, QUERY, page).map(ImportViewResource::place).orElse(null);
        return jobs.list(tenant, IMPORTS, before, page.fetch())
                .map(found -> found.stream().map(desk::view).toList())
                .map(views ->
                        cursors.page(
                                tenant,
                                QUERY,
                                page,
                                views,
                                view ->
                                        Cursor.at(
                                                view.createdAt().toString(), view.id().toString())))
                .map(listed -> PageResponse.of(listed, uri));
    }

    private static JobStore.Place place(Cursor cursor) {
        return new JobStore.Place(
                OffsetDateTime.parse(cursor.position().getFirst())
                        .withOffsetSameInstant(ZoneOffset.UTC),
                UUID.fromString(cursor.position().getLast()));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getImport", summary = "How far an import is")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    public Uni<JobView> get(@RestPath String id) {
        return desk.get(id, IMPORTS);
    }

    @GET
    @Path("/{id}/rows")
    @Operation(operationId = "listImportRows", summary = "What became of an import's rows")
    @APIResponse(responseCode = "200", description = "A page of rows, in the order of the file")
    @APIResponse(responseCode = "404", description = "There is no such job")
    public Uni<RestResponse<Page<RowView>>> rows(
            @RestPath String id,
            @Parameter(description = "CREATED, UPDATED, UNCHANGED or FAILED; all without")
                    @RestQuery
                    @Nullable String result,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        var tenant = caller.tenant();
        var page = PageRequest.of(limit, cursor);
        var wanted = result(result);
        var query = "rows of " + id + " " + wanted;
        var after =
                cursors.open(tenant, query, page)
                        .map(at -> Long.parseLong(at.position().getFirst()))
                        .orElse(0L);
        return desk.find(id, IMPORTS)
                .chain(job -> jobs.rows(job, wanted, after, page.fetch()))
                .map(found -> found.stream().map(RowView::of).toList())
                .map(views ->
                        cursors.page(
                                tenant,
                                query,
                                page,
                                views,
                                view -> Cursor.at(Long.toString(view.row()))))
                .map(listed -> PageResponse.of(listed, uri));
    }

    private static @Nullable RowResult result(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(RowResult.values())
                .filter(result -> result.name().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        Problems.invalid("result must be CREATED, UPDATED, UNCHANGED or FAILED."));
    }
}
