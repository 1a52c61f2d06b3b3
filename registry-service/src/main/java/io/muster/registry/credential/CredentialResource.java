// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.credential;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.credential.Credentials.Made;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What devices of the caller's tenant show besides certificates. */
@Path("/api/v1/devices/{device}/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
@RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
class CredentialResource {

    private static final String NO_STORE = "no-store";

    private final Caller caller;
    private final Credentials credentials;
    private final JsonBodies json;

    CredentialResource(Caller caller, Credentials credentials, JsonBodies json) {
        this.caller = caller;
        this.credentials = credentials;
        this.json = json;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "listCredentials",
            summary = "List the credentials of a device",
            description = "All of them, at most 20, the oldest first; without secrets.")
    @APIResponse(
            responseCode = "200",
            description = "The credentials",
            content = @Content(schema = @Schema(implementation = CredentialView.Listed.class)))
    @APIResponse(responseCode = "404", description = "There is no such device")
    public Uni<CredentialView.Listed> list(@RestPath String device) {
        return credentials
                .list(caller.device(device))
                .map(found -> found.stream().map(each -> CredentialView.of(each, null)).toList())
                .map(CredentialView.Listed::new);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createCredential",
            summary = "Give a device a credential",
            description =
                    "A secret that is made here is shown in this answer and nowhere else. A certificate"
                            + " of somebody else (x509) has none: the device is known by it, or by"
                            + " its key, whoever issued it. A name is given once, so that a repeated request is refused with 409; rotate"
                            + " when the answer was lost. Roles: operator, security-admin,"
                            + " tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = CredentialDraft.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new credential",
            content = @Content(schema = @Schema(implementation = CredentialView.class)))
    @APIResponse(responseCode = "400", description = "A member is not valid")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(
            responseCode = "409",
            description =
                    "The name is taken, the device is retired or has 20 credentials, pre-shared keys"
                            + " are off, or the certificate was issued here")
    @APIResponse(responseCode = "429", description = "Too many passwords at once")
    public Uni<Response> create(@RestPath String device, byte @Nullable [] body) {
        var identity = caller.device(device);
        var draft = json.value(json.object(body), CredentialDraft.class);
        return credentials
                .create(identity, draft, caller.subject())
                .map(made ->
                        shown(
                                Response.created(
                                        URI.create(
                                                "/api/v1/devices/%s/credentials/%s"
                                                        .formatted(
                                                                identity.device(),
                                                                made.credential().id()))),
                                made));
    }

    @POST
    @Path("/{credential}/rotate")
    @Operation(
            operationId = "rotateCredential",
            summary = "Give a credential a new secret",
            description =
                    "The old one is good no more, and sessions that stood on it end. Roles: operator,"
                            + " security-admin, tenant-admin.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CredentialRotation.class)))
    @APIResponse(
            responseCode = "200",
            description = "The credential",
            content = @Content(schema = @Schema(implementation = CredentialView.class)))
    @APIResponse(responseCode = "400", description = "The password is not valid")
    @APIResponse(responseCode = "404", description = "The device has no such credential")
    @APIResponse(responseCode = "409", description = "It is of type x509")
    @APIResponse(responseCode = "429", description = "Too many passwords at once")
    public Uni<Response> rotate(
            @RestPath String device, @RestPath String credential, byte @Nullable [] body) {
        var identity = caller.device(device);
        Optional<String> chosen =
                body == null || body.length == 0
                        ? Optional.empty()
                        : json.value(json.object(body), CredentialRotation.class).chosen();
        return credentials
                .rotate(identity, id(credential), chosen, caller.subject())
                .map(made -> shown(Response.ok(), made));
    }

    @DELETE
    @Path("/{credential}")
    @Operation(
            operationId = "deleteCredential",
            summary = "Take a credential from a device",
            description =
                    "Sessions that stood on it end. Roles: operator, security-admin, tenant-admin.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "The device has no such credential")
    public Uni<Void> delete(@RestPath String device, @RestPath String credential) {
        return credentials.delete(caller.device(device), id(credential), caller.subject());
    }

    private static Response shown(Response.ResponseBuilder response, Made made) {
        return response.header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .entity(CredentialView.of(made.credential(), made.secret().orElse(null)))
                .build();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw CredentialRules.missing();
        }
    }
}
