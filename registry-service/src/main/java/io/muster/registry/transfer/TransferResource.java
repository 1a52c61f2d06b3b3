// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.transfer.Transfers.Party;
import io.muster.registry.transfer.store.Transfer;
import io.muster.registry.transfer.store.TransferStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Offers of devices, made by the caller's tenant or to it. */
@Path(TransferResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Transfers")
@RolesAllowed(Roles.TENANT_ADMIN)
class TransferResource {

    static final String PATH = "/api/v1/transfers";
    private static final String QUERY = "transfers, newest first";

    private final Caller caller;
    private final Transfers transfers;
    private final Cursors cursors;
    private final JsonBodies json;
    private final Clock clock;

    TransferResource(
            Caller caller, Transfers transfers, Cursors cursors, JsonBodies json, Clock clock) {
        this.caller = caller;
        this.transfers = transfers;
        this.cursors = cursors;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listTransfers",
            summary = "List the offers that a tenant made and got",
            description =
                    "The newest first. An offer by code shows to its taker once it is taken. Role:"
                            + " tenant-admin.")
    @APIResponse(responseCode = "200", description = "A page of offers")
    public Uni<RestResponse<Page<TransferView>>> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor, UriInfo uri) {
        var tenant = caller.tenant();
        var page = PageRequest.of(limit, cursor);
        var before = cursors.open(tenant, QUERY, page).map(TransferResource::place).orElse(null);
        return transfers
                .list(tenant, before, page.fetch())
                .map(found -> found.stream().map(this::view).toList())
                .map(views -> cursors.page(tenant, QUERY, page, views, TransferResource::cursor))
                .map(listed -> PageResponse.of(listed, uri));
    }

    private static TransferStore.Place place(Cursor cursor) {
        return new TransferStore.Place(
                OffsetDateTime.parse(cursor.position().getFirst()),
                UUID.fromString(cursor.position().getLast()));
    }

    private static Cursor cursor(TransferView view) {
        return Cursor.at(view.createdAt().toString(), view.id().toString());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getTransfer", summary = "Get an offer")
    @APIResponse(
            responseCode = "200",
            description = "The offer",
            content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "404", description = "There is no such offer, or none for you")
    public Uni<TransferView> get(@RestPath String id) {
        return transfers.get(caller.tenant(), parsed(id)).map(this::view);
    }

    @POST
    @Path("/{id}/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptTransfer",
            summary = "Take the device that is offered",
            description =
                    "It is this tenant's at once, with its uid and description and without any"
                            + " credentials: it enrolls here with a claim token. In the other tenant"
                            + " its certificates are revoked. Role: tenant-admin.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AcceptRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The offer, accepted",
            content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "403", description = "The tenant has as many devices as it may")
    @APIResponse(responseCode = "404", description = "There is no such offer, or none for you")
    @APIResponse(responseCode = "409", description = "The offer is over, or the id is taken")
    public Uni<TransferView> accept(@RestPath String id, byte @Nullable [] body) {
        var request = request(body);
        return transfers.accept(party(request), parsed(id), request.device()).map(this::view);
    }

    @POST
    @Path("/{id}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refuseTransfer",
            summary = "Do not take the device that is offered",
            description = "Nothing changes for the device. Role: tenant-admin.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AcceptRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The offer, refused",
            content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "404", description = "There is no such offer, or none for you")
    @APIResponse(responseCode = "409", description = "The offer is over")
    public Uni<TransferView> refuse(@RestPath String id, byte @Nullable [] body) {
        return transfers.refuse(party(request(body)), parsed(id)).map(this::view);
    }

    @POST
    @Path("/{id}/withdraw")
    @Operation(
            operationId = "withdrawTransfer",
            summary = "Take an offer back",
            description = "Role: tenant-admin of the offering tenant.")
    @APIResponse(
            responseCode = "200",
            description = "The offer, withdrawn",
            content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "404", description = "There is no such offer of yours")
    @APIResponse(responseCode = "409", description = "The offer is over")
    public Uni<TransferView> withdraw(@RestPath String id) {
        var party = new Party(caller.tenant(), caller.subject(), Optional.empty());
        return transfers.withdraw(party, parsed(id)).map(this::view);
    }

    private AcceptRequest request(byte @Nullable [] body) {
        return body == null || body.length == 0
                ? new AcceptRequest(null, null)
                : json.value(json.object(body), AcceptRequest.class);
    }

    private Party party(AcceptRequest request) {
        return new Party(caller.tenant(), caller.subject(), request.transferCode());
    }

    private TransferView view(Transfer transfer) {
        return TransferView.of(transfer, clock.instant());
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("There is no such offer.");
        }
    }
}
