// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.api;

import io.muster.acl.broker.Brokers;
import io.muster.acl.broker.Realm;
import io.muster.acl.session.Sessions;
import io.muster.platform.problem.Problems;
import io.muster.platform.tenancy.Roles;
import io.muster.platform.tenancy.Tenancy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who is connected, as far as this replica knows. */
@Path("/api/v1/sessions")
@RolesAllowed({Roles.SECURITY_ADMIN, Roles.VIEWER})
@Tag(name = "sessions")
public class SessionResource {

    private final Sessions sessions;
    private final Tenancy tenancy;
    private final Brokers brokers;

    SessionResource(Sessions sessions, Tenancy tenancy, Brokers brokers) {
        this.sessions = sessions;
        this.tenancy = tenancy;
        this.brokers = brokers;
    }

    /** The sessions of a client id on all brokers that are ones of the caller's tenant. */
    @GET
    @Operation(operationId = "listSessions", summary = "Find the session of an MQTT client")
    public SessionList list(@RestQuery @Nullable String clientId) {
        if (clientId == null || clientId.isEmpty()) {
            throw Problems.invalid("The query parameter clientId is required.");
        }
        var tenant = tenancy.current();
        return new SessionList(
                brokers.realms()
                        .map(Realm::place)
                        .flatMap(place -> sessions.find(place, clientId).stream())
                        .filter(found -> tenant.equals(found.principal().tenant()))
                        .map(SessionView::of)
                        .toList());
    }
}
