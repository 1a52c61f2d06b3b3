// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.PageResponse;
import io.muster.platform.idempotency.Fingerprint;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.sql.Database;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.api.Once;
import io.muster.registry.enrollment.store.ClaimCertificateStore;
import io.muster.registry.enrollment.store.NewestFirst;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Claim certificates: what devices of a batch share until each has a certificate of its own. */
@Path("/api/v1/enrollment-profiles/{profile}/claim-certificates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollment")
class ClaimCertificateResource {

    private static final int CREATED = 201;

    private final Caller caller;
    private final CallersProfiles profiles;
    private final ClaimCertificates claims;
    private final ClaimCertificateStore store;
    private final Database database;
    private final Cursors cursors;
    private final JsonBodies json;
    private final EnrollmentConfig config;

    ClaimCertificateResource(
            Caller caller,
            CallersProfiles profiles,
            ClaimCertificates claims,
            ClaimCertificateStore store,
            Database database,
            Cursors cursors,
            JsonBodies json,
            EnrollmentConfig config) {
        this.caller = caller;
        this.profiles = profiles;
        this.claims = claims;
        this.store = store;
        this.database = database;
        this.cursors = cursors;
        this.json = json;
        this.config = config;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(CREATED)
    @RolesAllowed({Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "createClaimCertificate",
            summary = "Issue a claim certificate",
            description =
                    "Devices that share it may ask for a certificate of their own, over EST or over"
                            + " a broker, and may do nothing else with it. Roles: security-admin,"
                            + " tenant-admin.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ClaimCertificateOrder.class)))
    @APIResponse(
            responseCode = "201",
            description = "The certificate",
            content = @Content(schema = @Schema(implementation = ClaimCertificateView.class)))
    @APIResponse(responseCode = "400", description = "The order makes no sense")
    @APIResponse(responseCode = "404", description = "There is no such profile")
    public Uni<String> create(
            @RestPath String profile,
            @RestHeader("Idempotency-Key") @Nullable String key,
            byte[] body) {
        var order = json.value(json.object(body), ClaimCertificateOrder.class);
        var operation = "POST claim-certificates of " + profiles.path(profile);
        var once = new Once.Request(caller.tenant(), key, Fingerprint.of(operation, body));
        var actor = caller.subject();
        return profiles.get(profile)
                .chain(found ->
                        claims.read(found.tenant(), order.request())
                                .map(read ->
                                        order.read(found, config.tokenLifetime(), read, actor)))
                .chain(read -> claims.create(read, once));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "revokeClaimCertificate",
            summary = "Take a claim certificate back",
            description =
                    "It is good for nothing from now on; certificates that were got with it stay."
                            + " Roles: operator, security-admin, tenant-admin.")
    @APIResponse(responseCode = "204", description = "Taken back, or was already")
    @APIResponse(responseCode = "404", description = "There is no such claim certificate")
    public Uni<Void> revoke(@RestPath String profile, @RestPath UUID id) {
        return claims.revoke(profiles.path(profile), id, caller.subject());
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "listClaimCertificates",
            summary = "List claim certificates",
            description = "Newest first, expired and revoked ones included.")
    @APIResponse(responseCode = "200", description = "A page of claim certificates")
    @APIResponse(responseCode = "404", description = "There is no such profile")
    public Uni<RestResponse<Page<ClaimCertificateView>>> list(
            @RestPath String profile,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        var tenant = caller.tenant();
        var path = profiles.path(profile);
        var query = "claim certificates of " + path;
        var page = PageRequest.of(limit, cursor);
        var after = cursors.open(tenant, query, page).map(NewestFirst::of);
        return profiles.get(profile)
                .chain(_ ->
                        database.read(connection ->
                                store.list(
                                        connection,
                                        path,
                                        after.orElse(NewestFirst.START),
                                        page.fetch())))
                .map(found -> found.stream().map(ClaimCertificateView::of).toList())
                .map(views ->
                        cursors.page(tenant, query, page, views, ClaimCertificateResource::cursor))
                .map(listed -> PageResponse.of(listed, uri));
    }

    private static Cursor cursor(ClaimCertificateView claim) {
        return new NewestFirst(claim.createdAt(), claim.id()).cursor();
    }
}
