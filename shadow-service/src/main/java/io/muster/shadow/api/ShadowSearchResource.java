// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.shadow.fleet.FleetQuery;
import io.muster.shadow.fleet.FleetSearch;
import io.muster.shadow.fleet.Tally;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The shadows of all devices of the caller's tenant. */
@Path("/api/v1/shadows")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow search")
@RolesAllowed({
    Roles.VIEWER,
    Roles.OPERATOR,
    Roles.MAINTENANCE,
    Roles.RELEASE_MANAGER,
    Roles.RELEASE_APPROVER,
    Roles.TENANT_ADMIN
})
class ShadowSearchResource {

    private static final String FILTER =
            "RSQL over paths into desired, reported and tags (reported/fw) and over device, name,"
                    + " version, createdAt, updatedAt, sync/state and presence/state.";
    private static final String SCAN =
            "Whether the documents are read where a path has no index that is ready; two such"
                    + " questions at a time.";
    private static final Set<Field> USUAL = EnumSet.of(Field.SYNC, Field.PRESENCE);
    private static final int MOST_WITH_CONTENT = 100;

    private final Tenancy tenancy;
    private final FleetSearch search;

    ShadowSearchResource(Tenancy tenancy, FleetSearch search) {
        this.tenancy = tenancy;
        this.search = search;
    }

    @GET
    @Path("/search")
    @Operation(
            operationId = "searchShadows",
            summary = "Find shadows",
            description = "A write that was answered before is seen.")
    @APIResponse(responseCode = "200", description = "The shadows")
    @APIResponse(responseCode = "400", description = "The filter or another parameter is none")
    @APIResponse(responseCode = "422", description = "A path is not indexed, or it takes too long")
    @APIResponse(responseCode = "429", description = "Others read all documents already")
    public Uni<Page<ShadowView>> search(
            @Parameter(description = FILTER) @RestQuery @Nullable String filter,
            @Parameter(
                            description =
                                    "device, name, version, createdAt or updatedAt, behind a minus"
                                            + " sign for the other way round.")
                    @RestQuery
                    @Nullable String sort,
            @Parameter(
                            description =
                                    "Which of desired, reported, delta, tags, sync, presence and"
                                            + " metadata to show, separated by commas; sync and presence if"
                                            + " absent. With others, a page has at most 100.")
                    @RestQuery
                    @Nullable String fields,
            @Parameter(description = SCAN) @RestQuery @DefaultValue("false") boolean allowScan,
            @RestQuery Integer limit,
            @RestQuery String cursor) {
        var shown = fields == null ? USUAL : Field.parse(fields);
        var request = PageRequest.of(limit, cursor);
        if (!USUAL.containsAll(shown) && request.limit() > MOST_WITH_CONTENT) {
            throw Problems.invalid("limit is at most " + MOST_WITH_CONTENT + " with content.");
        }
        return search.find(new FleetQuery(tenancy.current(), filter, allowScan), sort, request)
                .map(page ->
                        new Page<>(
                                page.items().stream().map(found -> view(found, shown)).toList(),
                                page.nextCursor()));
    }

    @GET
    @Path("/aggregate")
    @Operation(
            operationId = "aggregateShadows",
            summary = "Count shadows by a value",
            description = "A write that was answered before is seen.")
    @APIResponse(responseCode = "200", description = "How many shadows have which value")
    @APIResponse(responseCode = "400", description = "The filter or groupBy is none")
    @APIResponse(responseCode = "422", description = "A path is not indexed, or it takes too long")
    @APIResponse(responseCode = "429", description = "Others read all documents already")
    public Uni<Tally> aggregate(
            @Parameter(
                            description =
                                    "A path into desired, reported or tags, or device, name,"
                                            + " sync/state or presence/state.")
                    @RestQuery
                    @Nullable String groupBy,
            @Parameter(description = FILTER) @RestQuery @Nullable String filter,
            @Parameter(description = SCAN) @RestQuery @DefaultValue("false") boolean allowScan) {
        if (groupBy == null) {
            throw Problems.invalid("groupBy is missing.");
        }
        return search.count(new FleetQuery(tenancy.current(), filter, allowScan), groupBy);
    }

    private static ShadowView view(FleetSearch.Found found, Set<Field> shown) {
        return ShadowView.of(found.key(), found.document(), found.connection(), shown);
    }
}
