// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.bulk.input.FileFormat;
import io.muster.registry.bulk.store.JobMode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Files of devices, taken in as jobs. */
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class ImportResource {

    static final String PATH = "/api/v1/imports";

    private final JobDesk desk;

    ImportResource(JobDesk desk) {
        this.desk = desk;
    }

    /**
     * Streams a file in. The request has no body parameter on purpose: with one the framework would
     * read the body before us.
     */
    @POST
    @Operation(
            operationId = "createImport",
            summary = "Import devices from a file",
            description =
                    "Answers when all of the file is there; the job then goes row by row. create"
                            + " adds devices, upsert also changes those that are there (what a row"
                            + " does not name stays), validate only says what upsert would do. Rows may"
                            + " name groups, gateways and hashes of credentials besides. With"
                            + " an Idempotency-Key a repeated request gets the first one's job;"
                            + " without, the same file gets the job that is not over yet. Roles:"
                            + " operator, tenant-admin.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = String.class))
            })
    @APIResponse(
            responseCode = "202",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "400", description = "There is no such mode")
    @APIResponse(responseCode = "403", description = "More rows than the tenant may send at once")
    @APIResponse(responseCode = "409", description = "The key was used for another file")
    @APIResponse(responseCode = "413", description = "The file is too large")
    @APIResponse(responseCode = "415", description = "Neither CSV nor NDJSON")
    @APIResponse(responseCode = "422", description = "The file can't be read, and why")
    @APIResponse(responseCode = "429", description = "Too many jobs are not over")
    public Uni<Response> create(
            @Context HttpServerRequest request,
            @Parameter(description = "create, upsert or validate")
                    @RestQuery
                    @DefaultValue("create")
                    String mode,
            @RestHeader("Idempotency-Key") @Nullable String key,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String type) {
        request.pause();
        var wanted =
                JobMode.ofImport(mode)
                        .orElseThrow(
                                () -> Problems.invalid("mode must be create, upsert or validate."));
        var format =
                FileFormat.of(type)
                        .orElseThrow(() ->
                                Problems.unsupportedMedia(
                                        "Send text/csv or application/x-ndjson."));
        return desk.accept(request, wanted, format, key, PATH);
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(
            operationId = "cancelImport",
            summary = "Stop an import",
            description = "What was done stays done. Roles: operator, tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    @APIResponse(responseCode = "409", description = "The job is over")
    public Uni<JobView> cancel(@RestPath String id) {
        return desk.cancel(id, ImportViewResource.IMPORTS);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(
            operationId = "resumeImport",
            summary = "Go on with an import that was cancelled",
            description = "After a crash a job goes on by itself. Roles: operator, tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    @APIResponse(responseCode = "409", description = "The job is over")
    public Uni<JobView> resume(@RestPath String id) {
        return desk.resume(id, ImportViewResource.IMPORTS);
    }
}
