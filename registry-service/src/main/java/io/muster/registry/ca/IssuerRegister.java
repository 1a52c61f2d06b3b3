// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.store.IssuerStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.Issuer;
import io.muster.registry.identity.Issuer.Kind;
import io.muster.registry.identity.Issuer.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Which authority issues for which tenant, as the database remembers it and the others know it. */
@ApplicationScoped
class IssuerRegister {

    static final String ACTOR = "registry-service";

    private final Database database;
    private final IssuerStore issuers;
    private final RegistryEvents events;
    private final AuditLog audit;
    private final CaConfig config;
    private final Clock clock;

    IssuerRegister(
            Database database,
            IssuerStore issuers,
            RegistryEvents events,
            AuditLog audit,
            CaConfig config,
            Clock clock) {
        this.database = database;
        this.issuers = issuers;
        this.events = events;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    Uni<Optional<Fingerprint>> issuing(TenantId tenant) {
        return database.read(connection -> issuers.findIssuing(connection, tenant));
    }

    /**
     * Remembers and announces a tenant's first authority; where the tenant has one that issues,
     * nothing happens. The event leaves with the next sweep: at the start the way to the broker is
     * not open yet.
     */
    Uni<Void> adopt(TenantId tenant, Authority authority) {
        var first = issuer(tenant, new Successor(authority, Optional.empty()), 1, State.ISSUING);
        return database.transaction(connection -> add(connection, first, ACTOR)).replaceWithVoid();
    }

    /** An authority of ours that is not in the database yet. */
    Issuer issuer(TenantId tenant, Successor made, int generation, State state) {
        var authority = made.authority();
        return new Issuer(
                tenant,
                authority.fingerprint(),
                Kind.INTERNAL,
                state,
                generation,
                config.shardsOfNewIssuers(),
                authority.encodedChain().getFirst(),
                made.cross(),
                clock.instant());
    }

    /** Adds and announces an authority in the caller's transaction; false when there was one. */
    Uni<Boolean> add(SqlConnection connection, Issuer issuer, String actor) {
        return issuers.insert(connection, issuer)
                .call(added ->
                        added
                                ? audit(connection, issuer, "issuer.add", actor)
                                        .chain(() -> events.issuerAdded(connection, issuer))
                                : Uni.createFrom().voidItem());
    }

    /** Changes the state of an authority that the caller has locked, and announces it. */
    Uni<Issuer> change(SqlConnection connection, Issuer issuer, State next, String actor) {
        return issuers.become(connection, issuer, next)
                .call(changed -> audit(connection, changed, "issuer.change", actor))
                .call(changed -> events.issuerChanged(connection, changed));
    }

    private Uni<Void> audit(SqlConnection connection, Issuer issuer, String action, String actor) {
        var detail =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", issuer.kind().name())
                        .put("state", issuer.state().name());
        var entry = new AuditEntry(actor, action, issuer.fingerprint().hex(), detail);
        return audit.append(connection, issuer.tenant(), entry);
    }
}
