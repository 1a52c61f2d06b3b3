// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.certificate.store.CertificateOrder;
import io.muster.registry.certificate.store.CertificateSearch;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Looks for certificates of the caller's tenant, whichever device they are of. */
@Path("/api/v1/certificates")
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
class CertificateListResource {

    private final Caller caller;
    private final CertificateList certificates;
    private final Clock clock;

    CertificateListResource(Caller caller, CertificateList certificates, Clock clock) {
        this.caller = caller;
        this.certificates = certificates;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listCertificates",
            summary = "List certificates",
            description =
                    "Revoked and expired ones included. A page leads to the next by nextCursor, which"
                            + " fits the same filter and sort only. Fields to filter by: fingerprint,"
                            + " deviceId, serial, issuer, status, reason, profile, notBefore,"
                            + " notAfter, issuedAt, revokedAt.")
    @APIResponse(responseCode = "200", description = "A page of certificates")
    @APIResponse(responseCode = "400", description = "A parameter is not valid")
    public Uni<RestResponse<Page<CertificateView>>> list(
            @Parameter(description = "In RSQL, for example status==ACTIVE and notAfter=lt=P14D")
                    @RestQuery
                    @Nullable String filter,
            @Parameter(description = "-issuedAt, the newest first, or notAfter, the soonest first")
                    @RestQuery
                    @DefaultValue("-issuedAt")
                    String sort,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        var search = new CertificateSearch(caller.tenant(), filter, order(sort), clock.instant());
        return certificates
                .list(search, PageRequest.of(limit, cursor))
                .map(page -> PageResponse.of(page, uri));
    }

    private static CertificateOrder order(String sort) {
        return CertificateOrder.parse(sort)
                .orElseThrow(() -> Problems.invalid("sort is -issuedAt or notAfter."));
    }
}
