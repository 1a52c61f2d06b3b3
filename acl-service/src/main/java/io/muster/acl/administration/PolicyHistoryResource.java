// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a policy once was, and the way back. */
@Path("/api/v1/policies/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policies")
public class PolicyHistoryResource {

    private final PolicyOrigin origin;
    private final PolicyReads reads;
    private final PolicyWrites writes;
    private final Drafts drafts;
    private final Tenancy tenancy;

    PolicyHistoryResource(
            PolicyOrigin origin,
            PolicyReads reads,
            PolicyWrites writes,
            Drafts drafts,
            Tenancy tenancy) {
        this.origin = origin;
        this.reads = reads;
        this.writes = writes;
        this.drafts = drafts;
        this.tenancy = tenancy;
    }

    /** Lists all versions. */
    @GET
    @Path("/versions")
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN, Roles.VIEWER})
    @Operation(
            operationId = "listPolicyVersions",
            summary = "List a policy's versions, the newest first",
            description = "Also of a policy that is deleted.")
    @APIResponse(responseCode = "404", description = "There never was such a policy")
    public Uni<Page<PolicyView>> versions(
            @RestPath String id,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor) {
        origin.requireDatabase();
        return reads.versions(tenancy.current(), id, PageRequest.of(limit, cursor));
    }

    /** Shows the document of one version, to the byte. */
    @GET
    @Path("/versions/{version}")
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN, Roles.VIEWER})
    @Operation(operationId = "getPolicyVersion", summary = "Read a version as it was written")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "404", description = "No such version")
    public Uni<RestResponse<String>> version(@RestPath String id, @RestPath long version) {
        origin.requireDatabase();
        return reads.version(tenancy.current(), id, version).map(PolicyResource::document);
    }

    /** Puts an earlier version in force again, as a new one. */
    @POST
    @Path("/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "rollbackPolicy",
            summary = "Put an earlier version in force again",
            description = "It becomes a new version. A deleted policy comes back.")
    @APIResponse(
            responseCode = "200",
            description = "In force, or was already",
            content = @Content(schema = @Schema(implementation = ChangeView.class)))
    @APIResponse(responseCode = "404", description = "No such version")
    @APIResponse(responseCode = "412", description = "The policy is at another version")
    @APIResponse(
            responseCode = "422",
            description = "The version can't be put in force any more; errors lists why")
    public Uni<RestResponse<ChangeView>> rollback(
            @RestPath String id,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @NotNull @Valid RollbackRequest request) {
        origin.requireDatabase();
        var who = Administrator.of(tenancy);
        var required = Precondition.of(ifMatch, null);
        return reads.version(who.tenant(), id, request.version())
                .map(found -> found.document().getBytes(StandardCharsets.UTF_8))
                .chain(text -> drafts.read(who.tenant(), id, text))
                .chain(draft -> writes.restore(who, draft, request.version(), required))
                .map(PolicyResource::restored);
    }
}
