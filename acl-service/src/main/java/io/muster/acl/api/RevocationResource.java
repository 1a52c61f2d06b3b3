// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.revocation.Revocations;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** What counts no more, of the caller's tenant. */
@Path("/api/v1/revocations")
@RolesAllowed(Roles.SECURITY_ADMIN)
@Tag(name = "revocations")
public class RevocationResource {

    private final Revocations revocations;
    private final Tenancy tenancy;
    private final Clock clock;

    RevocationResource(Revocations revocations, Tenancy tenancy, Clock clock) {
        this.revocations = revocations;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Revokes: the next question of every session it hits is denied, and those sessions end. */
    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "revoke",
            summary = "Revoke an identity, a token, a certificate, a client id or a session",
            description =
                    "In force with the answer. The brokers are told to end the sessions that it hits,"
                            + " again until they confirm.")
    @APIResponse(
            responseCode = "422",
            description = "There is no such type, or the value is not one")
    @APIResponse(responseCode = "503", description = "There are as many revocations as are kept")
    public RevocationView revoke(@NotNull @Valid RevocationOrder order) {
        var revocation = order.in(tenancy.current(), clock.instant());
        if (!revocations.add(revocation)) {
            throw Problems.unavailable("There are as many revocations as are kept.");
        }
        return RevocationView.of(revocation);
    }

    /** Those in force. */
    @GET
    @Operation(operationId = "listRevocations", summary = "List the revocations in force")
    public RevocationList list() {
        return new RevocationList(
                revocations.list(tenancy.current(), clock.instant()).stream()
                        .map(RevocationView::of)
                        .toList());
    }

    /** Takes one back. */
    @DELETE
    @Path("/{id}")
    @Operation(operationId = "takeRevocationBack", summary = "Take a revocation back")
    @APIResponse(responseCode = "404", description = "No such revocation")
    public void takeBack(@RestPath String id) {
        if (revocations.remove(tenancy.current(), id).isEmpty()) {
            throw Problems.notFound("There is no such revocation.");
        }
    }
}
