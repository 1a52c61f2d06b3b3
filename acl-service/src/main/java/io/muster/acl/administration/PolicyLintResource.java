// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What authors of policies can have checked before they put anything in force. */
@Path("/api/v1/policies/lint")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policies")
public class PolicyLintResource {

    private final Drafts drafts;
    private final Tenancy tenancy;

    PolicyLintResource(Drafts drafts, Tenancy tenancy) {
        this.drafts = drafts;
        this.tenancy = tenancy;
    }

    /** Says everything that is to be said about a document. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN, Roles.VIEWER})
    @Operation(
            operationId = "lintPolicy",
            summary = "Check a policy document",
            description = "Stores nothing, and answers 200 also where there are errors.")
    public Uni<LintView> lint(
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
                    byte[] body) {
        return drafts.check(tenancy.current(), body).map(LintView::of);
    }
}
