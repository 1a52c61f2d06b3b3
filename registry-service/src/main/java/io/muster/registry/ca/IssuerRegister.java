// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.store.IssuerStore;
import io.muster.registry.event.RegistryEvents;
import io.muster.registry.identity.Der;
import io.muster.registry.identity.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Which authority issues for which tenant, as the database remembers it and the others know it. */
@ApplicationScoped
class IssuerRegister {

    private static final String ACTOR = "registry-service";

    private final Database database;
    private final IssuerStore issuers;
    private final RegistryEvents events;
    private final AuditLog audit;

    IssuerRegister(Database database, IssuerStore issuers, RegistryEvents events, AuditLog audit) {
        this.database = database;
        this.issuers = issuers;
        this.events = events;
        this.audit = audit;
    }

    Uni<Optional<Fingerprint>> issuing(TenantId tenant) {
        return database.read(connection -> issuers.findIssuing(connection, tenant));
    }

    /**
     * Remembers and announces an authority; one that is known already is neither. The event leaves
     * with the next sweep: at the start the way to the broker is not open yet.
     */
    Uni<Void> ensure(TenantId tenant, Authority authority) {
        var certificate = authority.encodedChain().getFirst();
        return database.transaction(connection -> ensure(connection, tenant, certificate));
    }

    private Uni<Void> ensure(SqlConnection connection, TenantId tenant, Der certificate) {
        return issuers.insert(connection, tenant, certificate.fingerprint(), certificate.pem())
                .chain(added ->
                        added
                                ? announce(connection, tenant, certificate)
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> announce(SqlConnection connection, TenantId tenant, Der certificate) {
        var issuer = certificate.fingerprint();
        var entry =
                new AuditEntry(
                        ACTOR, "issuer.add", issuer.hex(), JsonNodeFactory.instance.objectNode());
        return audit.append(connection, tenant, entry)
                .chain(() -> events.issuerAdded(connection, tenant, issuer, certificate.pem()));
    }
}
