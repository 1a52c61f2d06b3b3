// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.authzen.Evaluations;
import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The OpenID AuthZEN Authorization API 1.0. */
@Path("/access/v1")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({EnforcerMechanism.ENFORCER, Roles.SECURITY_ADMIN})
@Tag(name = "authzen")
public class EvaluationResource {

    private static final String REQUEST_ID = "X-Request-ID";

    private final Evaluations evaluations;
    private final Askers askers;

    EvaluationResource(Evaluations evaluations, Askers askers) {
        this.evaluations = evaluations;
        this.askers = askers;
    }

    /** AuthZEN 1.0 §6. */
    @POST
    @Path("evaluation")
    @Operation(operationId = "evaluate", summary = "Evaluate one access request")
    @RequestBody(content = @Content(schema = @Schema(ref = "Evaluation")), required = true)
    @APIResponse(
            responseCode = "200",
            description = "Whether it is permitted, and why",
            content = @Content(schema = @Schema(ref = "EvaluationResult")))
    public Uni<RestResponse<ObjectNode>> evaluate(
            byte[] body, @RestHeader(REQUEST_ID) @Nullable String requestId) {
        var asker = askers.current();
        return Json.read(body, json -> evaluations.evaluate(json, asker))
                .map(answer -> response(answer, requestId));
    }

    /** AuthZEN 1.0 §7. */
    @POST
    @Path("evaluations")
    @Operation(operationId = "evaluateAll", summary = "Evaluate up to 256 access requests")
    @RequestBody(content = @Content(schema = @Schema(ref = "Evaluations")), required = true)
    @APIResponse(
            responseCode = "200",
            description = "The results as far as the semantics asks for them, in order",
            content = @Content(schema = @Schema(ref = "EvaluationResults")))
    public Uni<RestResponse<ObjectNode>> evaluateAll(
            byte[] body, @RestHeader(REQUEST_ID) @Nullable String requestId) {
        var asker = askers.current();
        return Json.read(body, json -> evaluations.evaluateAll(json, asker))
                .map(answer -> response(answer, requestId));
    }

    private static RestResponse<ObjectNode> response(ObjectNode answer, @Nullable String id) {
        var response = RestResponse.ResponseBuilder.ok(answer);
        return (id == null ? response : response.header(REQUEST_ID, id)).build();
    }
}
