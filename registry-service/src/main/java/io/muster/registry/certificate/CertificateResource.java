// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate;

import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.RevocationReason;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A certificate, wherever its device is. */
@Path("/api/v1/certificates/{fingerprint}")
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
class CertificateResource {

    private final Caller caller;
    private final CertificateList certificates;
    private final Revocations revocations;
    private final Holds holds;

    CertificateResource(
            Caller caller, CertificateList certificates, Revocations revocations, Holds holds) {
        this.caller = caller;
        this.certificates = certificates;
        this.revocations = revocations;
        this.holds = holds;
    }

    /** Why a certificate is revoked. */
    record RevokeRequest(
            @Schema(
                            description = "A reason of RFC 5280; unspecified if absent.",
                            enumeration = {
                                "unspecified",
                                "keyCompromise",
                                "affiliationChanged",
                                "superseded",
                                "cessationOfOperation",
                                "privilegeWithdrawn"
                            })
                    @Nullable String reason) {}

    @GET
    @Operation(operationId = "getCertificate", summary = "Get a certificate by its fingerprint")
    @APIResponse(responseCode = "200", description = "The certificate")
    @APIResponse(responseCode = "404", description = "There is no such certificate")
    public Uni<CertificateView> get(@RestPath String fingerprint) {
        return certificates.get(caller.tenant(), fingerprint(fingerprint));
    }

    @POST
    @Path("/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "revokeCertificate",
            summary = "Revoke a certificate",
            description =
                    "Ends the device's session and keeps it from coming back with this certificate."
                            + " A revoked certificate stays as it was first revoked. Roles: operator,"
                            + " security-admin, tenant-admin.")
    @APIResponse(responseCode = "200", description = "The certificate, revoked")
    @APIResponse(responseCode = "400", description = "The reason is none of RFC 5280")
    @APIResponse(responseCode = "404", description = "There is no such certificate")
    public Uni<CertificateView> revoke(
            @RestPath String fingerprint, @Nullable RevokeRequest request) {
        return revocations
                .revoke(
                        caller.tenant(),
                        fingerprint(fingerprint),
                        reason(request),
                        caller.subject())
                .map(certificates::view);
    }

    @POST
    @Path("/hold")
    @RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "holdCertificate",
            summary = "Put a certificate on hold",
            description =
                    "As a revocation that can be undone: the session ends, and the certificate lets"
                            + " nobody in until it is released. Roles: operator, security-admin,"
                            + " tenant-admin.")
    @APIResponse(responseCode = "200", description = "The certificate, on hold")
    @APIResponse(responseCode = "404", description = "There is no such certificate")
    @APIResponse(responseCode = "409", description = "The certificate was revoked for good")
    public Uni<CertificateView> hold(@RestPath String fingerprint) {
        return holds.hold(caller.tenant(), fingerprint(fingerprint), caller.subject())
                .map(certificates::view);
    }

    @POST
    @Path("/unhold")
    @RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "unholdCertificate",
            summary = "Release a certificate from hold",
            description = "Roles: operator, security-admin, tenant-admin.")
    @APIResponse(responseCode = "200", description = "The certificate, active")
    @APIResponse(responseCode = "404", description = "There is no such certificate")
    @APIResponse(
            responseCode = "409",
            description = "The certificate was revoked for good, or its device is suspended")
    public Uni<CertificateView> unhold(@RestPath String fingerprint) {
        return holds.release(caller.tenant(), fingerprint(fingerprint), caller.subject())
                .map(certificates::view);
    }

    private static RevocationReason reason(@Nullable RevokeRequest request) {
        return Optional.ofNullable(request)
                .map(RevokeRequest::reason)
                .map(word ->
                        RevocationReason.parse(word)
                                .filter(it -> it != RevocationReason.CERTIFICATE_HOLD)
                                .orElseThrow(
                                        () -> Problems.invalid("reason is none of RFC 5280's.")))
                .orElse(RevocationReason.UNSPECIFIED);
    }

    private static Fingerprint fingerprint(String text) {
        return Fingerprint.parse(text)
                .orElseThrow(() -> Problems.notFound("There is no such certificate."));
    }
}
