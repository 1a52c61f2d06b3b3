// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.muster.platform.flight.OneEach;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was done to this service, and what it refused, in the caller's tenant; in every service. */
@Path("/api/v1/audit")
@RolesAllowed({Roles.AUDITOR, Roles.SECURITY_ADMIN})
@Tag(name = "audit")
public class AuditResource {

    private static final String LIST = "/api/v1/audit";

    private final OneEach verifications = new OneEach("A verification");
    private final AuditReader reader;
    private final AuditLog log;
    private final Cursors cursors;
    private final Tenancy tenancy;
    private final AuditKeeping keeping;

    AuditResource(
            AuditReader reader,
            AuditLog log,
            Cursors cursors,
            Tenancy tenancy,
            AuditKeeping keeping) {
        this.reader = reader;
        this.log = log;
        this.cursors = cursors;
        this.tenancy = tenancy;
        this.keeping = keeping;
    }

    /** Lists entries. */
    @GET
    @Operation(
            operationId = "listAuditEntries",
            summary = "Find entries of the audit log, the newest first",
            description =
                    "One answer looks at no more than 5,000 entries: it may show few or none and"
                            + " still have a nextCursor, which goes on. acl-service keeps no audit log"
                            + " where policies come from files, and answers 409.")
    public Uni<Page<AuditEntryView>> list(
            @Parameter(description = "Not before then") @RestQuery @Nullable String from,
            @Parameter(description = "Before then") @RestQuery @Nullable String to,
            @Parameter(description = "Only this, such as `policy.put`") @RestQuery
                    @Nullable String action,
            @Parameter(description = "Only by this subject") @RestQuery @Nullable String actor,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor) {
        requireLog();
        var tenant = tenancy.current();
        var filter = AuditQuery.filter(from, to, action, actor);
        var request = PageRequest.of(limit, cursor);
        return reader.read(tenant, filter, before(tenant, filter, request), request.limit())
                .map(page -> shown(tenant, filter, page));
    }

    private long before(TenantId tenant, AuditFilter filter, PageRequest request) {
        return cursors.open(tenant, scope(filter), request)
                .map(cursor -> Long.parseLong(cursor.position().getFirst()))
                .orElse(AuditReader.NEWEST);
    }

    /** A cursor goes on in the list that it was given with, and in no other. */
    private static String scope(AuditFilter filter) {
        return LIST + "?" + filter;
    }

    private Page<AuditEntryView> shown(TenantId tenant, AuditFilter filter, AuditPage page) {
        List<AuditEntryView> entries = page.records().stream().map(AuditEntryView::of).toList();
        return new Page<>(
                entries,
                page.before() == 0
                        ? null
                        : cursors.at(
                                tenant, scope(filter), Cursor.at(Long.toString(page.before()))));
    }

    /** Walks the whole chain. */
    @GET
    @Path("/verify")
    @Operation(
            operationId = "verifyAuditLog",
            summary = "Check the hash chain of the audit log from its beginning",
            description =
                    "An end that was cut off together with its head is found only if sequence and"
                            + " hash of an earlier verification are given.")
    @APIResponse(
            responseCode = "200",
            description = "Whether the chain is whole, or where it breaks",
            content = @Content(schema = @Schema(implementation = VerificationView.class)))
    @APIResponse(responseCode = "409", description = "There is no audit log here")
    @APIResponse(responseCode = "429", description = "Another verification is under way")
    public Uni<VerificationView> verify(
            @Parameter(description = "Of the last entry, as verified before") @RestQuery
                    @Nullable Long sequence,
            @Parameter(description = "Of that entry") @RestQuery @Nullable String hash) {
        requireLog();
        var kept = AuditQuery.kept(sequence, hash);
        var tenant = tenancy.current();
        return verifications.run(tenant, () -> log.verify(tenant, kept)).map(VerificationView::of);
    }

    private void requireLog() {
        keeping.absence()
                .ifPresent(why -> {
                    throw Problems.conflict(why);
                });
    }
}
