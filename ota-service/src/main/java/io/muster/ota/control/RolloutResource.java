// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.ota.http.Caller;
import io.muster.ota.http.Created;
import io.muster.ota.http.Idempotent;
import io.muster.ota.rollout.JobState;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Rollouts: created, and seen. What is done with them is {@link RolloutActions}. */
@Path("/api/v1/rollouts")
@Tag(name = "rollouts")
public class RolloutResource {

    private static final String LIST = "/api/v1/rollouts";

    private final Rollouts rollouts;
    private final RolloutReads reads;
    private final Created created;
    private final Tenancy tenancy;

    RolloutResource(Rollouts rollouts, RolloutReads reads, Created created, Tenancy tenancy) {
        this.rollouts = rollouts;
        this.reads = reads;
        this.created = created;
        this.tenancy = tenancy;
    }

    /** Creates a rollout that waits to be started. */
    @POST
    @RolesAllowed(Roles.RELEASE_MANAGER)
    @Operation(operationId = "createRollout", summary = "Create a rollout")
    @APIResponse(
            responseCode = "201",
            description = "Waits to be started",
            content = @Content(schema = @Schema(implementation = RolloutView.class)))
    @APIResponse(responseCode = "422", description = "Unknown release or devices, or no plan")
    public Uni<Response> create(
            @RestHeader("Idempotency-Key") @Nullable String key,
            @NotNull @Valid RolloutRequest request) {
        var caller = Caller.of(tenancy);
        var once = new Idempotent.Request(caller.tenant(), key, "POST " + LIST, request);
        return rollouts.create(caller, once, request).map(answer -> created.at(LIST, answer));
    }

    /** Lists rollouts, the newest first. */
    @GET
    @RolesAllowed({Roles.VIEWER, Roles.RELEASE_MANAGER, Roles.RELEASE_APPROVER})
    @Operation(operationId = "listRollouts", summary = "List rollouts, the newest first")
    public Uni<Page<RolloutView>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        return reads.list(tenancy.current(), PageRequest.of(limit, cursor));
    }

    /** Shows one rollout with its waves. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.VIEWER, Roles.RELEASE_MANAGER, Roles.RELEASE_APPROVER})
    @Operation(operationId = "getRollout", summary = "Show a rollout")
    @APIResponse(
            responseCode = "200",
            description = "The rollout",
            content = @Content(schema = @Schema(implementation = RolloutView.class)))
    @APIResponse(responseCode = "404", description = "No such rollout")
    public Uni<RestResponse<RolloutView>> get(@RestPath UUID id) {
        return reads.get(tenancy.current(), id).map(RevisionTags::tagged);
    }

    /** Lists the jobs of a rollout by device. */
    @GET
    @Path("/{id}/jobs")
    @RolesAllowed({Roles.VIEWER, Roles.RELEASE_MANAGER, Roles.RELEASE_APPROVER})
    @Operation(operationId = "listRolloutJobs", summary = "List a rollout's jobs by device")
    @APIResponse(responseCode = "404", description = "No such rollout")
    public Uni<Page<JobView>> jobs(
            @RestPath UUID id,
            @RestQuery @Nullable JobState state,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor) {
        return reads.jobs(
                tenancy.current(), id, Optional.ofNullable(state), PageRequest.of(limit, cursor));
    }
}
