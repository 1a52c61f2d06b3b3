// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The shadows of a file into the caller's tenant. */
@Path("/api/v1/shadows/import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadows")
class ShadowImportResource {

    private static final String NDJSON = "application/x-ndjson";

    private final Tenancy tenancy;
    private final ShadowImport shadows;

    ShadowImportResource(Tenancy tenancy, ShadowImport shadows) {
        this.tenancy = tenancy;
        this.shadows = shadows;
    }

    /**
     * Reads the body as it comes. The request has no body parameter on purpose: with one the
     * framework would read the body before us.
     */
    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "importShadows",
            summary = "Import shadows, one JSON object per line",
            description =
                    "Takes what an export writes. upsert: the sections that a line has get its"
                            + " content, a write like any other. skip: only for shadows that are not"
                            + " there. replace: the shadow becomes what the line says, versions, times"
                            + " and metadata included; over one that is there no version goes back. A"
                            + " line that can't be carried out changes nothing, and the others go on."
                            + " What is as its line says is skipped, so a file may be sent again."
                            + " Roles: operator, tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "200", description = "What came of it, also of lines that failed")
    @APIResponse(responseCode = "400", description = "There is no such mode")
    @APIResponse(responseCode = "415", description = "Not NDJSON")
    @APIResponse(responseCode = "429", description = "Other imports are running")
    public Uni<ImportView> take(
            @Context HttpServerRequest request,
            @Parameter(required = true, description = "upsert, skip or replace") @RestQuery
                    @Nullable String mode,
            @Parameter(
                            description =
                                    "true: only says what would come of it, as if each line were"
                                            + " the only one.")
                    @RestQuery
                    @Nullable String dryRun,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String type) {
        request.pause();
        if (!type.startsWith(NDJSON)) {
            throw Problems.unsupportedMedia("Send " + NDJSON + ".");
        }
        var order =
                new ShadowImport.Order(
                        tenancy.current(),
                        tenancy.subject(),
                        ImportMode.parse(mode),
                        Terms.flag("dryRun", dryRun));
        return shadows.take(order, MultiHelper.toMulti(request));
    }
}
