// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.tenancy.Roles;
import io.muster.registry.bulk.store.BulkJob;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;

/** The rows of an import that failed, as a file to be corrected and sent again. */
@Path("/api/v1/imports/{id}/failed-rows")
@Tag(name = "Imports")
@RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
class FailedRowsResource {

    private final JobDesk desk;
    private final Jobs jobs;

    FailedRowsResource(JobDesk desk, Jobs jobs) {
        this.desk = desk;
        this.jobs = jobs;
    }

    @GET
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "getFailedImportRows",
            summary = "The rows that failed, in the form of the file",
            description =
                    "CSV has one more column, #error, that an import does not read. Cells that a"
                            + " spreadsheet would take for formulas begin with an apostrophe, which"
                            + " an import takes off. Roles: operator, tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The rows",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "404", description = "There is no such job")
    public RestMulti<Buffer> get(@RestPath String id) {
        return RestMulti.fromUniResponse(
                desk.find(id, ImportViewResource.IMPORTS),
                job -> jobs.failedRows(job).map(line -> Buffer.buffer(line + "\n")),
                FailedRowsResource::headers);
    }

    private static Map<String, List<String>> headers(BulkJob job) {
        var suffix = job.format().name().toLowerCase(Locale.ROOT);
        return Map.of(
                HttpHeaders.CONTENT_TYPE,
                List.of(job.format().mediaType()),
                HttpHeaders.CONTENT_DISPOSITION,
                List.of("attachment; filename=\"failed-rows." + suffix + "\""));
    }
}
