// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.shadow.document.ConflictPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Who wins where owners and device want different things. */
@Path("/api/v1/devices/{device}/shadows/{name}/conflict-policy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class ConflictPolicyResource {

    private final ShadowWrites writes;

    ConflictPolicyResource(ShadowWrites writes) {
        this.writes = writes;
    }

    /** The body. */
    @Schema(name = "ShadowConflictPolicy")
    @RegisterForReflection
    record PolicyBody(
            @Schema(description = "lww, device-wins, clear-on-applied or reject.")
                    @Nullable String policy) {

        static ConflictPolicy chosen(@Nullable PolicyBody body) {
            return Arrays.stream(ConflictPolicy.values())
                    .filter(each -> body != null && each.word().equals(body.policy))
                    .findFirst()
                    .orElseThrow(() ->
                            Problems.invalid(
                                    "policy is lww, device-wins, clear-on-applied or reject."));
        }
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putShadowConflictPolicy",
            summary = "Say who wins conflicts",
            description =
                    "lww: the last writer of each section. device-wins: a device that leaves what"
                            + " it had applied withdraws the wish. clear-on-applied: a wish is over"
                            + " once it was met. reject: every write to desired or tags needs If-Match"
                            + " or when. The version stays the same.")
    @APIResponse(
            responseCode = "200",
            description = "The shadow",
            content = @Content(schema = @Schema(implementation = ShadowView.class)))
    @APIResponse(responseCode = "404", description = "There is no such shadow")
    public Uni<Response> put(
            @RestPath String device,
            @RestPath String name,
            @BeanParam WriteOptions options,
            @Nullable PolicyBody body) {
        return writes.govern(device, name, PolicyBody.chosen(body), options);
    }
}
