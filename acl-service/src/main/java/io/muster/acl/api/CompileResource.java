// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.acl.inquiry.Compilations;
import io.muster.acl.inquiry.CompileRequest;
import io.muster.acl.inquiry.Compiled;
import io.muster.platform.tenancy.Roles;
import io.smallrye.common.annotation.Blocking;
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

/** Rules for brokers that judge by themselves. */
@Path("/api/v1/acl")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({EnforcerMechanism.ENFORCER, Roles.SECURITY_ADMIN})
@Tag(name = "decisions")
public class CompileResource {

    private final Compilations compilations;
    private final Askers askers;

    CompileResource(Compilations compilations, Askers askers) {
        this.compilations = compilations;
        this.askers = askers;
    }

    /** Looks at each rule, so that it is kept off the event loops. */
    @POST
    @Path("compile")
    @Blocking
    @Operation(
            operationId = "compileAcl",
            summary = "Give the rules of one identity in a broker's own form",
            description =
                    "With the list, the broker never allows what acl-service denies. What can't be said in its"
                            + " form is left out and named, together with what a rule left out would have denied.")
    @RequestBody(content = @Content(schema = @Schema(ref = "CompileRequest")), required = true)
    @APIResponse(
            responseCode = "200",
            description = "The list, which is empty for an identity that is refused",
            content = @Content(schema = @Schema(ref = "CompiledAcl")))
    public Uni<ObjectNode> compile(byte[] body) {
        var request = Json.read(body, CompileRequest::read);
        askers.permit(request.about());
        return compilations.compile(request, askers.current()).map(Compiled::json);
    }
}
