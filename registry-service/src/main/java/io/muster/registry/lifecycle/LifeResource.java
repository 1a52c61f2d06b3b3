// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.lifecycle;

import io.muster.platform.api.EntityTags;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.identity.Device;
import io.muster.registry.identity.DeviceState.Order;
import io.muster.registry.lifecycle.LifeJournal.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Orders about the life of a device. */
@Path("/api/v1/devices")
@Tag(name = "Devices")
@RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
class LifeResource {

    private static final int LONGEST_REASON = 200;

    private final Caller caller;
    private final Life life;
    private final Deletion deletion;

    LifeResource(Caller caller, Life life, Deletion deletion) {
        this.caller = caller;
        this.life = life;
        this.deletion = deletion;
    }

    @POST
    @Path("/{id}/suspend")
    @Operation(
            operationId = "suspendDevice",
            summary = "Keep a device out for now",
            description =
                    "It may not connect, enroll or renew until it is resumed; its session ends. Its"
                            + " certificates stay as they are. Roles: operator, security-admin,"
                            + " tenant-admin.")
    @APIResponse(responseCode = "204", description = "The device is suspended")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "409", description = "The device never enrolled, or is retired")
    @APIResponse(responseCode = "412", description = "The device has another version")
    public Uni<Response> suspend(
            @RestPath String id,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        return follow(Order.SUSPEND, id, ifMatch, reason);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(
            operationId = "resumeDevice",
            summary = "Let a suspended device in again",
            description =
                    "With the certificates it has. Roles: operator, security-admin, tenant-admin.")
    @APIResponse(responseCode = "204", description = "The device is active")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "409", description = "The device is not suspended")
    @APIResponse(responseCode = "412", description = "The device has another version")
    public Uni<Response> resume(
            @RestPath String id,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        return follow(Order.RESUME, id, ifMatch, reason);
    }

    @POST
    @Path("/{id}/retire")
    @Operation(
            operationId = "retireDevice",
            summary = "Retire a device",
            description =
                    "For good: its certificates are revoked and it can't enroll again. A retired"
                            + " device stays as it is. Roles: operator, security-admin,"
                            + " tenant-admin.")
    @APIResponse(responseCode = "204", description = "The device is retired")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "412", description = "The device has another version")
    public Uni<Response> retire(
            @RestPath String id,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        return follow(Order.RETIRE, id, ifMatch, reason);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteDevice",
            summary = "Delete a device",
            description =
                    "Its certificates are revoked, and it is gone from lists. For 30 days, or as the"
                            + " tenant's settings say, it can be restored and keeps its id; then"
                            + " it is purged. Roles: operator, security-admin, tenant-admin.")
    @APIResponse(responseCode = "204", description = "The device is deleted")
    @APIResponse(responseCode = "404", description = "There is no such device")
    @APIResponse(responseCode = "412", description = "The device has another version")
    public Uni<Response> delete(
            @RestPath String id,
            @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        return deletion.delete(caller.device(id), ifMatch, cause(reason)).map(LifeResource::done);
    }

    @POST
    @Path("/{id}/restore")
    @Operation(
            operationId = "restoreDevice",
            summary = "Restore a deleted device",
            description =
                    "With its uid, description and history, but without a certificate: it enrolls"
                            + " again, unless it was retired. Roles: operator, security-admin,"
                            + " tenant-admin.")
    @APIResponse(responseCode = "204", description = "The device is there again")
    @APIResponse(responseCode = "403", description = "The tenant has as many devices as it may")
    @APIResponse(responseCode = "404", description = "There is no such deleted device")
    public Uni<Response> restore(@RestPath String id, @RestQuery @Nullable String reason) {
        return deletion.restore(caller.device(id), cause(reason)).map(LifeResource::done);
    }

    private Uni<Response> follow(
            Order order, String id, @Nullable String ifMatch, @Nullable String reason) {
        return life.follow(order, caller.device(id), ifMatch, cause(reason))
                .map(LifeResource::done);
    }

    private Cause cause(@Nullable String reason) {
        var words = Objects.requireNonNullElse(reason, "");
        if (words.length() > LONGEST_REASON) {
            throw Problems.invalid("reason has at most " + LONGEST_REASON + " characters.");
        }
        return new Cause(caller.subject(), words);
    }

    private static Response done(Device device) {
        return Response.noContent()
                .header(HttpHeaders.ETAG, EntityTags.of(device.version()))
                .build();
    }
}
