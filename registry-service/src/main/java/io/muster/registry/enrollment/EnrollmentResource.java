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
import io.muster.registry.enrollment.store.EnrollmentStore;
import io.muster.registry.enrollment.store.EnrollmentStore.Recorded;
import io.muster.registry.enrollment.store.NewestFirst;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
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

/** Attempts to enroll: why a device has no certificate. */
@Path("/api/v1/devices/{id}/enrollments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Enrollment")
@RolesAllowed({
    Roles.VIEWER,
    Roles.OPERATOR,
    Roles.MAINTENANCE,
    Roles.SECURITY_ADMIN,
    Roles.TENANT_ADMIN
})
class EnrollmentResource {

    private final Caller caller;
    private final Database database;
    private final EnrollmentStore attempts;
    private final Cursors cursors;

    EnrollmentResource(
            Caller caller, Database database, EnrollmentStore attempts, Cursors cursors) {
        this.caller = caller;
        this.database = database;
        this.attempts = attempts;
        this.cursors = cursors;
    }

    /** What came of an attempt. */
    enum Result {
        ISSUED,
        REJECTED
    }

    /** An attempt. */
    @Schema(name = "EnrollmentAttempt")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttemptView(
            UUID id,
            Instant at,
            Result result,
            @Schema(description = "The stable code of the refusal, such as csr_subject_mismatch.")
                    @Nullable String reason,
            @Schema(
                            description =
                                    "What authorised it: token, manual, claim-certificate, ca-group,"
                                            + " factory-identity, operator, session or certificate.")
                    String method,
            String profile,
            String remoteIp,
            @Schema(description = "SHA-256 of the request's DER.") @Nullable String csrSha256,
            @Schema(description = "The certificate that was issued.")
                    @Nullable String fingerprint) {

        private static AttemptView of(Recorded recorded) {
            var attempt = recorded.attempt();
            return new AttemptView(
                    recorded.id(),
                    recorded.at(),
                    attempt.reason().isPresent() ? Result.REJECTED : Result.ISSUED,
                    attempt.reason().orElse(null),
                    attempt.method(),
                    attempt.profile(),
                    attempt.remoteIp(),
                    attempt.csr().map(Fingerprint::hex).orElse(null),
                    attempt.certificate().map(Fingerprint::hex).orElse(null));
        }
    }

    @GET
    @Operation(
            operationId = "listEnrollments",
            summary = "List the attempts of a device to get a certificate",
            description =
                    "Newest first, for thirty days. Attempts under an id that no device has are"
                            + " listed too: nobody vouches for the id of a refused attempt.")
    @APIResponse(responseCode = "200", description = "A page of attempts")
    @APIResponse(responseCode = "404", description = "The id can't be a device's")
    public Uni<RestResponse<Page<AttemptView>>> list(
            @RestPath String id,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            UriInfo uri) {
        var device = caller.device(id);
        var query = "enrollments of " + device.device();
        var page = PageRequest.of(limit, cursor);
        var after = cursors.open(device.tenant(), query, page).map(NewestFirst::of);
        return database.read(connection ->
                        attempts.list(
                                connection, device, after.orElse(NewestFirst.START), page.fetch()))
                .map(found -> found.stream().map(AttemptView::of).toList())
                .map(views ->
                        cursors.page(
                                device.tenant(), query, page, views, EnrollmentResource::cursor))
                .map(listed -> PageResponse.of(listed, uri));
    }

    private static Cursor cursor(AttemptView attempt) {
        return new NewestFirst(attempt.at(), attempt.id()).cursor();
    }
}
