// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.bulk.input.FileFormat;
import io.muster.registry.bulk.store.JobMode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Certificates for many devices, from a file of their requests. */
@Path(BulkIssueResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Certificates")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class BulkIssueResource {

    static final String PATH = "/api/v1/certificates/bulk-issue";
    private static final Set<JobMode> MODES = Set.of(JobMode.ISSUE);
    private static final String NDJSON = "application/x-ndjson";

    private final JobDesk desk;
    private final Jobs jobs;

    BulkIssueResource(JobDesk desk, Jobs jobs) {
        this.desk = desk;
        this.jobs = jobs;
    }

    /** Without a body parameter, so that the framework does not read the body before us. */
    @POST
    @Operation(
            operationId = "issueCertificates",
            summary = "Have certificates issued for many devices",
            description =
                    "A line per device: {\"deviceId\",\"csr\"}, the request in PEM or base64, on the"
                            + " terms of the profile default. A request of the same caller that was"
                            + " answered within 24 hours gets the same certificate, so that a file"
                            + " that the same caller sends again has nothing issued twice. Answers when all of the file is there; the"
                            + " job then goes row by row. Roles: operator, tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "202",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "403", description = "More rows than the tenant may send at once")
    @APIResponse(responseCode = "409", description = "The key was used for another file")
    @APIResponse(responseCode = "413", description = "The file is too large")
    @APIResponse(responseCode = "415", description = "Not NDJSON")
    @APIResponse(responseCode = "422", description = "The file can't be read, and why")
    @APIResponse(responseCode = "429", description = "Too many jobs are not over")
    public Uni<Response> create(
            @Context HttpServerRequest request,
            @RestHeader("Idempotency-Key") @Nullable String key,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String type) {
        request.pause();
        var format =
                FileFormat.of(type)
                        .filter(given -> given == FileFormat.NDJSON)
                        .orElseThrow(() -> Problems.unsupportedMedia("Send " + NDJSON + "."));
        return desk.accept(request, JobMode.ISSUE, format, key, PATH);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getCertificateJob", summary = "How far a job for certificates is")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    public Uni<JobView> get(@RestPath String id) {
        return desk.get(id, MODES);
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(
            operationId = "cancelCertificateJob",
            summary = "Stop a job for certificates",
            description = "What was issued stays issued. Roles: operator, tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    @APIResponse(responseCode = "409", description = "The job is over")
    public Uni<JobView> cancel(@RestPath String id) {
        return desk.cancel(id, MODES);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(
            operationId = "resumeCertificateJob",
            summary = "Go on with a job for certificates that was cancelled",
            description = "After a crash a job goes on by itself. Roles: operator, tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    @APIResponse(responseCode = "409", description = "The job is over")
    public Uni<JobView> resume(@RestPath String id) {
        return desk.resume(id, MODES);
    }

    @GET
    @Path("/{id}/results")
    @Produces(NDJSON)
    @Operation(
            operationId = "getIssuedCertificates",
            summary = "The certificates, one JSON object per line",
            description =
                    "In the order of the file, as far as the job is: the certificate, or why there"
                            + " is none. Roles: operator, tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The lines",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "404", description = "There is no such job")
    public Multi<Buffer> results(@RestPath String id) {
        return desk.find(id, MODES)
                .onItem()
                .transformToMulti(jobs::certificates)
                // The framework ends each item with a line feed.
                .map(Buffer::buffer);
    }
}
