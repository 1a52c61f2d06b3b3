// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.platform.topic.DeviceId;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The shadows of the caller's tenant as a file. */
@Path("/api/v1/shadows/export")
@Tag(name = "Shadows")
class ShadowExportResource {

    private static final String NDJSON = "application/x-ndjson";

    private final Tenancy tenancy;
    private final ShadowExport shadows;

    ShadowExportResource(Tenancy tenancy, ShadowExport shadows) {
        this.tenancy = tenancy;
        this.shadows = shadows;
    }

    @GET
    @Produces(NDJSON)
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "exportShadows",
            summary = "All shadows, one JSON object per line",
            description =
                    "What an import takes, in the order of devices and names: content, versions,"
                            + " times, metadata, and what else is kept of a shadow (ledger), numbers"
                            + " as they were written. Shadows that come or go meanwhile may be in it or"
                            + " not; all others are, once, each as it was at some moment. Roles: operator,"
                            + " tenant-admin.")
    @APIResponse(
            responseCode = "200",
            description = "The lines",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "400", description = "No device id begins with the prefix")
    public Multi<Buffer> export(
            @Parameter(description = "Only of devices whose ids begin so") @RestQuery
                    @Nullable String devicePrefix,
            @Parameter(description = "true: deleted shadows have a line with their version, too.")
                    @RestQuery
                    @Nullable String deleted) {
        return shadows.lines(
                        tenancy.current(), prefix(devicePrefix), Terms.flag("deleted", deleted))
                // The framework ends each item with a line feed.
                .map(Buffer::buffer);
    }

    /** What begins an id is one itself. */
    private static String prefix(@Nullable String text) {
        return text == null
                ? ""
                : DeviceId.parse(text)
                        .map(DeviceId::value)
                        .orElseThrow(() -> Problems.invalid("devicePrefix begins no device id."));
    }
}
