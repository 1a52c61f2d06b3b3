// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.ca.Rolls.Request;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.Issuer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The authorities of a tenant and their generations. */
@Path("/api/v1/issuers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Issuers")
@RolesAllowed(Roles.SECURITY_ADMIN)
class IssuerResource {

    private static final String PEM_CHAIN = "application/pem-certificate-chain";

    private static final int CREATED = 201;

    private final Caller caller;
    private final IssuerList issuers;
    private final Rolls rolls;
    private final Withdrawals withdrawals;
    private final ForeignIssuers foreign;

    IssuerResource(
            Caller caller,
            IssuerList issuers,
            Rolls rolls,
            Withdrawals withdrawals,
            ForeignIssuers foreign) {
        this.caller = caller;
        this.issuers = issuers;
        this.rolls = rolls;
        this.withdrawals = withdrawals;
        this.foreign = foreign;
    }

    /** An authority that the tenant brings. */
    record RegisterRequest(@Schema(required = true) @Nullable String certificatePem) {}

    /** What proves that the tenant holds the authority's key. */
    record VerifyRequest(@Schema(required = true) @Nullable String verificationCertificatePem) {}

    /** What the authority has to certify. */
    record RegistrationCode(
            @Schema(description = "The common name of the verification certificate.") String code,
            Instant expiresAt) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerIssuer",
            summary = "Register an authority of your own or of a manufacturer",
            description =
                    "It is good for nothing before its key has signed a registration code. Role:"
                            + " security-admin.")
    @APIResponse(responseCode = "201", description = "The issuer, PENDING_VERIFICATION")
    @APIResponse(responseCode = "400", description = "It is not one certificate in PEM")
    @APIResponse(responseCode = "409", description = "The authority is registered already")
    @APIResponse(responseCode = "422", description = "It is not one of an authority that we accept")
    @ResponseStatus(CREATED)
    public Uni<IssuerView> register(@Nullable RegisterRequest request) {
        var pem = request == null ? null : request.certificatePem();
        return foreign.register(caller.tenant(), required(pem), caller.subject())
                .map(IssuerView::of);
    }

    @POST
    @Path("/{issuer}/registration-code")
    @Operation(
            operationId = "createRegistrationCode",
            summary = "Get the code that an authority has to certify",
            description = "For 24 hours. The codes before prove nothing any more.")
    @APIResponse(responseCode = "200", description = "The code")
    @APIResponse(responseCode = "404", description = "There is no such issuer")
    @APIResponse(responseCode = "409", description = "The issuer does not wait for a proof")
    public Uni<RegistrationCode> code(@RestPath String issuer) {
        return foreign.code(request(issuer))
                .map(code -> new RegistrationCode(code.code(), code.expiresAt()));
    }

    @POST
    @Path("/{issuer}/verify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verifyIssuer",
            summary = "Prove that you hold the key of an authority",
            description =
                    "By a certificate that it signed and whose common name is the registration"
                            + " code.")
    @APIResponse(responseCode = "200", description = "The issuer, VERIFY_ONLY")
    @APIResponse(responseCode = "404", description = "There is no such issuer")
    @APIResponse(responseCode = "409", description = "The issuer does not wait for a proof")
    @APIResponse(responseCode = "422", description = "The certificate proves nothing")
    public Uni<IssuerView> verify(@RestPath String issuer, @Nullable VerifyRequest request) {
        var pem = request == null ? null : request.verificationCertificatePem();
        return foreign.verify(request(issuer), required(pem)).map(IssuerView::of);
    }

    private static String required(@Nullable String pem) {
        if (pem == null) {
            throw Problems.invalid("A certificate in PEM is required.");
        }
        return pem;
    }

    @GET
    @Operation(
            operationId = "listIssuers",
            summary = "List the issuers",
            description =
                    "In the order of their ids, withdrawn ones included. Role: security-admin.")
    @APIResponse(responseCode = "200", description = "A page of issuers")
    public Uni<RestResponse<Page<IssuerView>>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor, UriInfo uri) {
        return issuers.list(caller.tenant(), PageRequest.of(limit, cursor))
                .map(page -> PageResponse.of(page, uri));
    }

    @GET
    @Path("/{issuer}")
    @Operation(operationId = "getIssuer", summary = "Get an issuer")
    @APIResponse(responseCode = "200", description = "The issuer")
    @APIResponse(responseCode = "404", description = "There is no such issuer")
    public Uni<IssuerView> get(@RestPath String issuer) {
        return issuers.get(caller.tenant(), id(issuer)).map(IssuerView::of);
    }

    @GET
    @Path("/{issuer}/chain")
    @Produces(PEM_CHAIN)
    @Operation(
            operationId = "getIssuerChain",
            summary = "Get the issuer's certificate and those above it",
            description = "In PEM, the root last; what a broker has to trust.")
    @APIResponse(responseCode = "200", description = "The chain")
    @APIResponse(responseCode = "404", description = "There is no such issuer")
    public Uni<String> chain(@RestPath String issuer) {
        return issuers.chain(caller.tenant(), id(issuer));
    }

    @POST
    @Path("/{issuer}/prepare")
    @Operation(
            operationId = "prepareIssuer",
            summary = "Make the next generation known",
            description =
                    "Makes the successor of the issuing authority, or answers the one that was"
                            + " prepared before. It is trusted and told to devices, and issues"
                            + " nothing until the roll: time to tell brokers of it.")
    @APIResponse(responseCode = "200", description = "The next generation, VERIFY_ONLY")
    @APIResponse(responseCode = "404", description = "There is no such issuer")
    @APIResponse(responseCode = "409", description = "The issuer is not the one that issues")
    public Uni<IssuerView> prepare(@RestPath String issuer) {
        return rolls.prepare(request(issuer)).map(IssuerView::of);
    }

    @POST
    @Path("/{issuer}/roll")
    @Operation(
            operationId = "rollIssuer",
            summary = "Let the next generation issue",
            description =
                    "New certificates, renewals included, come from the prepared generation or a"
                            + " new one. Those of the issuer before stay good.")
    @APIResponse(responseCode = "200", description = "The generation that issues now")
    @APIResponse(responseCode = "404", description = "There is no such issuer")
    @APIResponse(responseCode = "409", description = "The issuer is not the one that issues")
    public Uni<IssuerView> roll(@RestPath String issuer) {
        return rolls.roll(request(issuer)).map(IssuerView::of);
    }

    @POST
    @Path("/{issuer}/retire")
    @Operation(
            operationId = "retireIssuer",
            summary = "Trust an issuer no more",
            description = "Devices that hold none but its certificates are locked out for good.")
    @APIResponse(responseCode = "200", description = "The issuer, RETIRED")
    @APIResponse(responseCode = "404", description = "There is no such issuer")
    @APIResponse(responseCode = "409", description = "The issuer issues: roll it first")
    public Uni<IssuerView> retire(@RestPath String issuer) {
        return withdrawals.withdraw(request(issuer), Issuer.State.RETIRED).map(IssuerView::of);
    }

    @POST
    @Path("/{issuer}/compromise")
    @Operation(
            operationId = "markIssuerCompromised",
            summary = "Say that an issuer's key may be in wrong hands",
            description = "As retiring it, and the reason is kept.")
    @APIResponse(responseCode = "200", description = "The issuer, COMPROMISED")
    @APIResponse(responseCode = "404", description = "There is no such issuer")
    @APIResponse(responseCode = "409", description = "The issuer issues: roll it first")
    public Uni<IssuerView> compromise(@RestPath String issuer) {
        return withdrawals.withdraw(request(issuer), Issuer.State.COMPROMISED).map(IssuerView::of);
    }

    private Request request(String issuer) {
        return new Request(caller.tenant(), id(issuer), caller.subject());
    }

    private static Fingerprint id(String issuer) {
        return Fingerprint.parse(issuer)
                .orElseThrow(() -> Problems.notFound("There is no such issuer."));
    }
}
