// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.problem.Problems;
import io.muster.platform.sql.Database;
import io.muster.registry.ca.Rolls.Request;
import io.muster.registry.ca.store.IssuerStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Issuer;
import io.muster.registry.identity.Issuer.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends the trust in an authority for good: nothing that it signed lets a device in any more. */
@ApplicationScoped
class Withdrawals {

    private final Database database;
    private final IssuerStore issuers;
    private final IssuerRegister register;
    private final AuthorityKeeper keeper;
    private final RegistryEvents events;

    Withdrawals(
            Database database,
            IssuerStore issuers,
            IssuerRegister register,
            AuthorityKeeper keeper,
            RegistryEvents events) {
        this.database = database;
        this.issuers = issuers;
        this.register = register;
        this.keeper = keeper;
        this.events = events;
    }

    /** Withdraws an authority, retired or compromised; what is withdrawn so already stays. */
    Uni<Issuer> withdraw(Request request, State end) {
        return database.transaction(connection ->
                        issuers.lock(connection, request.tenant(), request.from())
                                .map(found ->
                                        found.orElseThrow(() ->
                                                Problems.notFound("There is no such issuer.")))
                                .chain(issuer -> end(connection, issuer, end, request.actor())))
                .invoke(events::wake)
                .call(keeper::refresh);
    }

    private Uni<Issuer> end(SqlConnection connection, Issuer issuer, State end, String actor) {
        if (issuer.state() == State.ISSUING) {
            throw Rolls.wrongState("The issuer issues: roll it first.");
        }
        // A retired authority may turn out to be compromised, but never the other way round.
        return issuer.state() == end || issuer.state() == State.COMPROMISED
                ? Uni.createFrom().item(issuer)
                : register.change(connection, issuer, end, actor);
    }
}
