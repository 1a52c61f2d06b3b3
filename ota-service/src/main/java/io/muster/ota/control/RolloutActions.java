// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.control;

import io.muster.ota.http.Caller;
import io.muster.ota.rollout.RolloutState;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What operators do with rollouts. Each action may be repeated: once obeyed, it changes nothing
 * more. With {@code If-Match} it is obeyed only at the revision that the operator has seen.
 */
@Path("/api/v1/rollouts/{id}")
@RolesAllowed({Roles.RELEASE_MANAGER, Roles.RELEASE_APPROVER})
@APIResponse(
        responseCode = "200",
        description = "Obeyed, now or before",
        content = @Content(schema = @Schema(implementation = RolloutView.class)))
@APIResponse(responseCode = "404", description = "No such rollout")
@APIResponse(responseCode = "409", description = "The rollout's state does not allow it")
@APIResponse(responseCode = "412", description = "The rollout has another revision")
@Tag(name = "rollouts")
public class RolloutActions {

    private final Commands commands;
    private final Tenancy tenancy;

    RolloutActions(Commands commands, Tenancy tenancy) {
        this.commands = commands;
        this.tenancy = tenancy;
    }

    /** Chooses the devices and opens the first wave. */
    @POST
    @Path("/start")
    @Operation(operationId = "startRollout", summary = "Start a rollout")
    @APIResponse(responseCode = "403", description = "Somebody else has to start it")
    public Uni<RestResponse<RolloutView>> start(
            @RestPath UUID id, @RestHeader("If-Match") @Nullable String ifMatch) {
        return obey(id, RolloutState.Command.START, ifMatch);
    }

    /** Offers nothing new; what devices have begun goes on. */
    @POST
    @Path("/pause")
    @Operation(operationId = "pauseRollout", summary = "Pause a rollout")
    public Uni<RestResponse<RolloutView>> pause(
            @RestPath UUID id, @RestHeader("If-Match") @Nullable String ifMatch) {
        return obey(id, RolloutState.Command.PAUSE, ifMatch);
    }

    /** Goes on; where a gate held the rollout, without that gate. */
    @POST
    @Path("/resume")
    @Operation(operationId = "resumeRollout", summary = "Resume a rollout")
    public Uni<RestResponse<RolloutView>> resume(
            @RestPath UUID id, @RestHeader("If-Match") @Nullable String ifMatch) {
        return obey(id, RolloutState.Command.RESUME, ifMatch);
    }

    /** Stops for good and, where the rollout says so, sends affected devices back. */
    @POST
    @Path("/abort")
    @Operation(operationId = "abortRollout", summary = "Abort a rollout")
    public Uni<RestResponse<RolloutView>> abort(
            @RestPath UUID id, @RestHeader("If-Match") @Nullable String ifMatch) {
        return obey(id, RolloutState.Command.ABORT, ifMatch);
    }

    private Uni<RestResponse<RolloutView>> obey(
            UUID id, RolloutState.Command verb, @Nullable String ifMatch) {
        var expected = RevisionTags.expected(ifMatch);
        return commands.obey(new Command(Caller.of(tenancy), id, verb, expected))
                .map(RevisionTags::tagged);
    }
}
