// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a device. A class of its own, because requests go to the class with the
 * longest matching path and to no other.
 */
@Path("/api/v1/devices/{id}/certificates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Certificates")
@RolesAllowed({
    Roles.VIEWER,
    Roles.OPERATOR,
    Roles.MAINTENANCE,
    Roles.RELEASE_MANAGER,
    Roles.RELEASE_APPROVER,
    Roles.SECURITY_ADMIN,
    Roles.TENANT_ADMIN
})
class DeviceCertificateResource {

    private final Caller caller;
    private final CertificateList certificates;

    DeviceCertificateResource(Caller caller, CertificateList certificates) {
        this.caller = caller;
        this.certificates = certificates;
    }

    @GET
    @Operation(
            operationId = "listDeviceCertificates",
            summary = "List the certificates of a device",
            description = "Newest first, revoked and expired ones included.")
    @APIResponse(responseCode = "200", description = "A page of certificates")
    @APIResponse(responseCode = "404", description = "There is no such device")
    public Uni<RestResponse<Page<CertificateView>>> list(
            @RestPath String id,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        return certificates
                .list(caller.device(id), PageRequest.of(limit, cursor))
                .map(page -> PageResponse.of(page, uri));
    }
}
