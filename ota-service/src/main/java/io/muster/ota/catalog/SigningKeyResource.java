// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.catalog;

import io.muster.ota.http.Caller;
import io.muster.ota.release.RegisteredKey;
import io.muster.ota.store.SigningKeyRecords;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The public keys that may sign releases. */
@Path("/api/v1/signing-keys")
@Tag(name = "signing keys")
public class SigningKeyResource {

    private static final String LIST = "/api/v1/signing-keys";

    private final SigningKeys registrations;
    private final SigningKeyRecords keys;
    private final Cursors cursors;
    private final Tenancy tenancy;

    SigningKeyResource(
            SigningKeys registrations, SigningKeyRecords keys, Cursors cursors, Tenancy tenancy) {
        this.registrations = registrations;
        this.keys = keys;
        this.cursors = cursors;
        this.tenancy = tenancy;
    }

    /** Trusts a public key. */
    @POST
    @RolesAllowed({Roles.RELEASE_MANAGER, Roles.SECURITY_ADMIN})
    @Operation(operationId = "registerSigningKey", summary = "Trust a public key")
    @APIResponse(
            responseCode = "201",
            description = "Trusted from now on",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Was trusted already",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @APIResponse(responseCode = "409", description = "The name belongs to another key")
    public Uni<RestResponse<KeyView>> register(@NotNull @Valid KeyRequest request) {
        return registrations
                .register(Caller.of(tenancy), request)
                .map(SigningKeyResource::response);
    }

    private static RestResponse<KeyView> response(SigningKeys.Registration registration) {
        var view = KeyView.of(registration.key());
        var status = registration.added() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
        return RestResponse.ResponseBuilder.create(status, view)
                .header("Location", LIST + "/" + view.keyId())
                .build();
    }

    /** Trusts a key no more, for ever. */
    @POST
    @Path("/{keyId}/revoke")
    @RolesAllowed({Roles.RELEASE_MANAGER, Roles.SECURITY_ADMIN})
    @Operation(
            operationId = "revokeSigningKey",
            summary = "Trust a key no more",
            description =
                    "No release signed with it can be created and no rollout of one started or"
                            + " resumed. Running rollouts are not stopped by this.")
    @APIResponse(responseCode = "404", description = "No such key")
    public Uni<KeyView> revoke(@RestPath String keyId) {
        return registrations.revoke(Caller.of(tenancy), keyId).map(KeyView::of);
    }

    /** Lists the keys by name. */
    @GET
    @RolesAllowed({
        Roles.VIEWER,
        Roles.RELEASE_MANAGER,
        Roles.RELEASE_APPROVER,
        Roles.SECURITY_ADMIN
    })
    @Operation(operationId = "listSigningKeys", summary = "List signing keys")
    public Uni<Page<KeyView>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        var tenant = tenancy.current();
        var page = PageRequest.of(limit, cursor);
        return keys.list(tenant, cursors.open(tenant, LIST, page), page.fetch())
                .map(found -> cursors.page(tenant, LIST, page, found, SigningKeyRecords::cursor))
                .map(SigningKeyResource::view);
    }

    private static Page<KeyView> view(Page<RegisteredKey> page) {
        return new Page<>(page.items().stream().map(KeyView::of).toList(), page.nextCursor());
    }
}
