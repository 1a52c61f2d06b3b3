// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The devices of the caller's tenant as a table. */
@Path("/api/v1/exports/devices.csv")
@Tag(name = "Devices")
class DeviceTableResource {

    private static final String CSV = "text/csv";
    private static final String LINE_END = "\n";

    private final DeviceExport devices;

    DeviceTableResource(DeviceExport devices) {
        this.devices = devices;
    }

    @GET
    @Produces(CSV)
    @ResponseHeader(
            name = HttpHeaders.CONTENT_DISPOSITION,
            value = "attachment; filename=\"devices.csv\"")
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "exportDeviceTable",
            summary = "All devices as CSV",
            description =
                    "As exportDevices, in the form that createImport takes: attributes, external ids"
                            + " and credentials are JSON in one cell each. Cells that a spreadsheet"
                            + " would take for formulas begin with an apostrophe, which an import"
                            + " takes off. Roles: operator, tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The rows",
            content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", description = "The filter or include can't be used")
    public Multi<Buffer> export(
            @Parameter(description = "As of listDevices") @RestQuery @Nullable String filter,
            @Parameter(description = DeviceExport.INCLUDE) @RestQuery @Nullable String include) {
        var includes = Include.parse(include);
        var table = new CsvTable(includes);
        var header = table.header() + LINE_END;
        // With the first rows and not before them, so that what fails at once is no file.
        var before = new AtomicReference<>(header);
        return devices.read(filter, includes)
                .map(batch ->
                        batch.stream()
                                .map(line -> table.row(line) + LINE_END)
                                .collect(Collectors.joining("", before.getAndSet(""), "")))
                .onCompletion()
                .ifEmpty()
                .continueWith(header)
                .map(Buffer::buffer);
    }
}
