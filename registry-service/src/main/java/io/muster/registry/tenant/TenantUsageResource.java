// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import io.muster.platform.tenancy.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How much of its quotas a tenant uses. */
@Path("/api/v1/tenants/{id}/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN})
class TenantUsageResource {

    private final TenantScope scope;
    private final TenantUsage usage;

    TenantUsageResource(TenantScope scope, TenantUsage usage) {
        this.scope = scope;
        this.usage = usage;
    }

    @GET
    @Operation(
            operationId = "getTenantUsage",
            summary = "Get a tenant's quotas and what is used of each",
            description =
                    "Role: platform-admin; tenant-admin for its own tenant, all others do not exist"
                            + " to it.")
    @APIResponse(responseCode = "200", description = "The quotas by their names")
    @APIResponse(responseCode = "404", description = "There is no such tenant or device")
    public Uni<TenantUsageView> get(
            @RestPath String id,
            @Parameter(description = "The device whose certificates are to be counted.") @RestQuery
                    @Nullable String device) {
        return usage.of(scope.visible(id), device);
    }
}
