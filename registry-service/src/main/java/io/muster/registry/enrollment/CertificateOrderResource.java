// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.ca.Authorities;
import io.muster.registry.enrollment.EnrollmentOutcome.Busy;
import io.muster.registry.enrollment.EnrollmentOutcome.Issued;
import io.muster.registry.enrollment.EnrollmentOutcome.Refused;
import io.muster.registry.enrollment.csr.CsrText;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.DeviceCertificate;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Certificates that an operator orders for a device, in a workshop or on a production line. */
@Path("/api/v1/devices/{id}/certificates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Certificates")
class CertificateOrderResource {

    private static final int CREATED = 201;

    private final Caller caller;
    private final TrustedEnrollments enrollments;
    private final Authorities authorities;

    CertificateOrderResource(
            Caller caller, TrustedEnrollments enrollments, Authorities authorities) {
        this.caller = caller;
        this.enrollments = enrollments;
        this.authorities = authorities;
    }

    /** What an operator asks for. */
    @Schema(name = "OrderCertificateRequest")
    record OrderRequest(
            @Schema(description = "PKCS#10 in PEM or base64, signed by the device's key.")
                    @Nullable String csr) {}

    /** The certificate and who vouches for it. */
    @Schema(name = "OrderedCertificate")
    record OrderedCertificate(
            String fingerprint,
            String serial,
            Instant notAfter,
            String certificatePem,
            @Schema(description = "The certificates of the tenant's authorities.")
                    String chainPem) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(CREATED)
    @RolesAllowed({Roles.OPERATOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "orderCertificate",
            summary = "Have a certificate issued for a device",
            description =
                    "On the terms of the profile default. The same request within 24 hours gets the"
                            + " same certificate, so that it needs no idempotency key. Roles:"
                            + " operator, tenant-admin.")
    @APIResponse(responseCode = "201", description = "The certificate")
    @APIResponse(responseCode = "400", description = "The request is malformed or its key is weak")
    @APIResponse(
            responseCode = "403",
            description = "It names another device, or its key is, or a quota is used up")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "409", description = "The device may not enroll")
    @APIResponse(
            responseCode = "429",
            description =
                    "The tenant has got as many first certificates in this minute as it may;"
                            + " Retry-After says when to come back")
    public Uni<OrderedCertificate> order(@RestPath String id, @Nullable OrderRequest body) {
        var csr =
                Optional.ofNullable(body)
                        .map(OrderRequest::csr)
                        .flatMap(CsrText::decode)
                        .orElseThrow(() ->
                                Problems.invalid("csr is a PKCS#10 request in PEM or base64."));
        return enrollments
                .order(caller.device(id), caller.subject(), csr)
                .map(outcome ->
                        switch (outcome) {
                            case Issued(var certificate) -> view(certificate);
                            case Refused(var refusal) -> throw EnrollmentProblems.of(refusal);
                            case Busy _, EnrollmentOutcome.Pending _ -> throw busy();
                        });
    }

    private OrderedCertificate view(DeviceCertificate certificate) {
        var chain =
                authorities.chain(certificate.identity().tenant()).stream()
                        .map(Der::pem)
                        .collect(Collectors.joining());
        return new OrderedCertificate(
                certificate.fingerprint().hex(),
                certificate.serial(),
                certificate.validity().notAfter(),
                certificate.der().pem(),
                chain);
    }

    private static ProblemException busy() {
        return Problems.unavailable("Too many enrollments at once.");
    }
}
