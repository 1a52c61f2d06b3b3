// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.Revocations;
import io.muster.acl.store.RevocationBook;
import io.muster.platform.paging.Cursor;
import io.muster.platform.paging.Cursors;
import io.muster.platform.paging.Page;
import io.muster.platform.paging.PageRequest;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What counts no more, of the caller's tenant. */
@Path("/api/v1/revocations")
@RolesAllowed(Roles.SECURITY_ADMIN)
@Tag(name = "revocations")
public class RevocationResource {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String LIST = "/api/v1/revocations";

    private final RevocationBook book;
    private final Revocations revocations;
    private final Tenancy tenancy;
    private final Cursors cursors;
    private final Clock clock;

    RevocationResource(
            RevocationBook book,
            Revocations revocations,
            Tenancy tenancy,
            Cursors cursors,
            Clock clock) {
        this.book = book;
        this.revocations = revocations;
        this.tenancy = tenancy;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Revokes: the next question of every session it hits is denied, and those sessions end. */
    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "revoke",
            summary = "Revoke an identity, a token, a certificate, a client id or a session",
            description =
                    "In force with the answer, and on every replica within a second. The brokers are"
                            + " told to end the sessions that it hits, again until they confirm. The"
                            + " same again changes the end and the reason, or nothing.")
    @APIResponse(
            responseCode = "201",
            description = "In force",
            content = @Content(schema = @Schema(implementation = RevocationView.class)))
    @APIResponse(
            responseCode = "422",
            description = "Something is not what it must be; pointer says which member")
    @APIResponse(
            responseCode = "503",
            description = "There are as many revocations as are kept, or the store is away")
    public Uni<RevocationView> revoke(@NotNull RevocationOrder order) {
        return book.add(order.by(tenancy, clock.instant()))
                .invoke(RevocationResource::requireRoom)
                .map(placed -> RevocationView.of(placed.orElseThrow()));
    }

    static void requireRoom(Optional<Revocation> placed) {
        if (placed.isEmpty()) {
            throw Problems.unavailable("There are as many revocations as are kept.");
        }
    }

    /** Those in force. */
    @GET
    @Operation(
            operationId = "listRevocations",
            summary = "List the revocations in force, the newest first")
    public Page<RevocationView> list(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        var tenant = tenancy.current();
        var request = PageRequest.of(limit, cursor);
        var from = cursors.open(tenant, LIST, request);
        var found =
                revocations.list(tenant, clock.instant()).stream()
                        .filter(each -> from.isEmpty() || isAfter(from.get(), each))
                        .limit(request.fetch())
                        .toList();
        var page = cursors.page(tenant, LIST, request, found, RevocationResource::cursor);
        return new Page<>(
                page.items().stream().map(RevocationView::of).toList(), page.nextCursor());
    }

    private static Cursor cursor(Revocation revocation) {
        return Cursor.at(revocation.since().toString(), revocation.id());
    }

    private static boolean isAfter(Cursor cursor, Revocation revocation) {
        int newer = revocation.since().compareTo(Instant.parse(cursor.position().getFirst()));
        return newer < 0
                || (newer == 0 && revocation.id().compareTo(cursor.position().getLast()) > 0);
    }

    /** Takes one back. */
    @DELETE
    @Path("/{id}")
    @Operation(operationId = "takeRevocationBack", summary = "Take a revocation back")
    @APIResponse(responseCode = "204", description = "Taken back")
    @APIResponse(responseCode = "404", description = "No such revocation is in force")
    public Uni<Void> takeBack(@RestPath String id) {
        if (!ID.matcher(id).matches()) {
            throw unknown();
        }
        return book.remove(tenancy.current(), id, tenancy.subject())
                .invoke(found -> {
                    if (!found) {
                        throw unknown();
                    }
                })
                .replaceWithVoid();
    }

    private static ProblemException unknown() {
        return Problems.notFound("There is no such revocation.");
    }
}
