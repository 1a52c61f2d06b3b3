// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import io.muster.platform.api.JsonBodies;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.transfer.store.TransferStore.Terms;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Offers the devices of the caller's tenant to others. */
@Path("/api/v1/devices/{id}/transfer")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Transfers")
@RolesAllowed(Roles.TENANT_ADMIN)
class OfferResource {

    private final Caller caller;
    private final Transfers transfers;
    private final JsonBodies json;
    private final Clock clock;

    OfferResource(Caller caller, Transfers transfers, JsonBodies json, Clock clock) {
        this.caller = caller;
        this.transfers = transfers;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "offerDevice",
            summary = "Offer a device to another tenant",
            description =
                    "To a tenant, or to whoever has the code, which only this answer shows. A device"
                            + " is offered to one at a time, so that a repeated request is refused."
                            + " Until the offer is accepted nothing changes. Role: tenant-admin.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = OfferRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "The offer",
            content = @Content(schema = @Schema(implementation = TransferView.class)))
    @APIResponse(responseCode = "400", description = "A member is not valid")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "409", description = "It is offered already, or retired")
    public Uni<Response> offer(@RestPath String id, byte @Nullable [] body) {
        var identity = caller.device(id);
        var request = json.value(json.object(body), OfferRequest.class);
        if (request.tenant().filter(identity.tenant()::equals).isPresent()) {
            throw Problems.invalid("The device is this tenant's already.");
        }
        var code =
                request.tenant().isPresent()
                        ? Optional.<TransferCode>empty()
                        : Optional.of(TransferCode.next());
        var now = clock.instant();
        var terms =
                new Terms(
                        request.tenant(),
                        code.map(TransferCode::digest),
                        caller.subject(),
                        now.plus(request.life()));
        return transfers
                .offer(identity, terms)
                .map(made ->
                        Response.created(URI.create(TransferResource.PATH + "/" + made.id()))
                                .entity(TransferView.of(made, now, code))
                                .build());
    }
}
