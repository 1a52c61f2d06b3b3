// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The devices of the caller's tenant as a file. */
@Path("/api/v1/exports/devices")
@Tag(name = "Devices")
class DeviceExportResource {

    private static final String NDJSON = "application/x-ndjson";

    private final DeviceExport devices;

    DeviceExportResource(DeviceExport devices) {
        this.devices = devices;
    }

    @GET
    @Produces(NDJSON)
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "exportDevices",
            summary = "All devices, one JSON object per line",
            description =
                    "In the order of their ids, each in the form that createDevice takes, and"
                            + " createImport with what is included besides: without state, version,"
                            + " certificates and presence. Devices that come or go"
                            + " meanwhile may be in it or not; all others are, once. Roles:"
                            + " operator, tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The lines",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", description = "The filter or include can't be used")
    public Multi<Buffer> export(
            @Parameter(description = "As of listDevices") @RestQuery @Nullable String filter,
            @Parameter(description = DeviceExport.INCLUDE) @RestQuery @Nullable String include) {
        return devices.read(filter, Include.parse(include))
                .map(batch ->
                        batch.stream().map(JsonNode::toString).collect(Collectors.joining("\n")))
                // The framework ends each item with a line feed.
                .map(Buffer::buffer);
    }
}
