// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Realm;
import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.RevocationKind;
import io.muster.acl.session.Session;
import io.muster.acl.session.Sessions;
import io.muster.acl.store.RevocationBook;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who is connected, as far as this replica knows. */
@Path("/api/v1/sessions")
@RolesAllowed({Roles.SECURITY_ADMIN, Roles.VIEWER})
@Tag(name = "sessions")
public class SessionResource {

    /** How long a broker may take to let go of a session that was ended. */
    private static final Duration KEPT_OUT = Duration.ofHours(1);

    private final Sessions sessions;
    private final RevocationBook revocations;
    private final Clock clock;
    private final Tenancy tenancy;
    private final Brokers brokers;

    SessionResource(
            Sessions sessions,
            RevocationBook revocations,
            Tenancy tenancy,
            Brokers brokers,
            Clock clock) {
        this.sessions = sessions;
        this.revocations = revocations;
        this.clock = clock;
        this.tenancy = tenancy;
        this.brokers = brokers;
    }

    /** The sessions of a client id on all brokers that are ones of the caller's tenant. */
    @GET
    @Operation(operationId = "listSessions", summary = "Find the session of an MQTT client")
    public SessionList list(@RestQuery @Nullable String clientId) {
        return new SessionList(held(clientId).map(SessionView::of).toList());
    }

    /** Ends the sessions of a client id. */
    @DELETE
    @RolesAllowed(Roles.SECURITY_ADMIN)
    @Operation(
            operationId = "endSessions",
            summary = "End the session of an MQTT client",
            description =
                    "The session may do nothing from now on and its broker is told to end it. The"
                            + " client may come back at once; to keep it out, revoke it.")
    @APIResponse(responseCode = "404", description = "No such session")
    public Uni<Void> end(@RestQuery @Nullable String clientId) {
        var ended = held(clientId).map(this::end).toList();
        if (ended.isEmpty()) {
            throw Problems.notFound("There is no session of this client.");
        }
        return Multi.createFrom()
                .iterable(ended)
                .onItem()
                .transformToUniAndConcatenate(revocations::add)
                .invoke(RevocationResource::requireRoom)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Revocation end(Session session) {
        var now = clock.instant();
        return new Revocation(
                tenancy.current(),
                RevocationKind.SESSION,
                session.id(),
                now,
                now.plus(KEPT_OUT),
                "ended",
                tenancy.subject());
    }

    private Stream<Session> held(@Nullable String clientId) {
        if (clientId == null || clientId.isEmpty()) {
            throw Problems.invalid("The query parameter clientId is required.");
        }
        var tenant = tenancy.current();
        return brokers.realms()
                .map(Realm::place)
                .flatMap(place -> sessions.find(place, clientId).stream())
                .filter(found -> tenant.equals(found.principal().tenant()));
    }
}
