// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.platform.api.PageResponse;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.sql.Database;
import io.muster.platform.tenancy.Roles;
import io.muster.registry.api.Caller;
import io.muster.registry.enrollment.store.RequestStore;
import io.muster.registry.enrollment.store.RequestStore.Place;
import io.muster.registry.enrollment.store.RequestStore.Recorded;
import io.muster.registry.enrollment.store.RequestStore.State;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Enrollments that wait for a person. */
@Path("/api/v1/enrollments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollment")
@RolesAllowed({Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
class ApprovalResource {

    private final Caller caller;
    private final Database database;
    private final RequestStore requests;
    private final Approvals approvals;
    private final Cursors cursors;

    ApprovalResource(
            Caller caller,
            Database database,
            RequestStore requests,
            Approvals approvals,
            Cursors cursors) {
        this.caller = caller;
        this.database = database;
        this.requests = requests;
        this.approvals = approvals;
        this.cursors = cursors;
    }

    /** A request. */
    @Schema(name = "EnrollmentRequest")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RequestView(
            UUID id,
            State state,
            Instant at,
            @Schema(description = "Who it says it is; in the mode manual nobody vouches for it.")
                    String deviceId,
            String profile,
            @Schema(description = "The credentials it has shown.") String principal,
            @Schema(description = "SHA-256 of the request's DER.") String csrSha256,
            @Schema(description = "SHA-256 of the key's DER; compare it with the device's own.")
                    String keySha256,
            String remoteIp,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Schema(description = "The fingerprint of the certificate that it was used for.")
                    @Nullable String certificate) {

        private static RequestView of(Recorded recorded) {
            var asked = recorded.asked();
            return new RequestView(
                    recorded.id(),
                    recorded.state(),
                    recorded.at(),
                    asked.identity().device().value(),
                    asked.profile().label().value(),
                    asked.principal(),
                    asked.csr().hex(),
                    asked.key().hex(),
                    asked.remoteIp(),
                    recorded.decidedBy().orElse(null),
                    recorded.decidedAt().orElse(null),
                    recorded.certificate().map(Fingerprint::hex).orElse(null));
        }
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.SECURITY_ADMIN, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "listEnrollmentRequests",
            summary = "List enrollments that a person decides on",
            description = "Oldest first. What was decided is listed for a day.")
    @APIResponse(responseCode = "200", description = "A page of requests")
    public Uni<RestResponse<Page<RequestView>>> list(
            @RestQuery @DefaultValue("PENDING") State state,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        var tenant = caller.tenant();
        var query = "enrollment requests " + state;
        var page = PageRequest.of(limit, cursor);
        var after = cursors.open(tenant, query, page).map(ApprovalResource::place);
        return database.read(connection ->
                        requests.list(
                                connection, tenant, state, after.orElse(Place.START), page.fetch()))
                .map(found -> found.stream().map(RequestView::of).toList())
                .map(views -> cursors.page(tenant, query, page, views, ApprovalResource::cursor))
                .map(listed -> PageResponse.of(listed, uri));
    }

    @POST
    @Path("/{id}/approve")
    @Operation(
            operationId = "approveEnrollment",
            summary = "Let a device have its certificate",
            description =
                    "The device gets it when it asks next, that one and no other. Roles: operator, security-admin,"
                            + " tenant-admin.")
    @APIResponse(responseCode = "200", description = "Approved, or was already")
    @APIResponse(responseCode = "404", description = "There is no such request")
    @APIResponse(responseCode = "409", description = "It was rejected, or there is no device")
    public Uni<RequestView> approve(@RestPath UUID id) {
        return decide(id, State.APPROVED);
    }

    @POST
    @Path("/{id}/reject")
    @Operation(
            operationId = "rejectEnrollment",
            summary = "Refuse a device its certificate",
            description =
                    "It is told so when it asks next. Roles: operator, security-admin,"
                            + " tenant-admin.")
    @APIResponse(responseCode = "200", description = "Rejected, or was already")
    @APIResponse(responseCode = "404", description = "There is no such request")
    @APIResponse(responseCode = "409", description = "It was approved")
    public Uni<RequestView> reject(@RestPath UUID id) {
        return decide(id, State.REJECTED);
    }

    private Uni<RequestView> decide(UUID id, State decision) {
        return approvals
                .decide(caller.tenant(), id, decision, caller.subject())
                .map(RequestView::of);
    }

    private static Place place(Cursor cursor) {
        var position = cursor.position();
        return new Place(Instant.parse(position.getFirst()), UUID.fromString(position.getLast()));
    }

    private static Cursor cursor(RequestView request) {
        return Cursor.at(request.at().toString(), request.id().toString());
    }
}
