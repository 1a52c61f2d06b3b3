// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.muster.platform.audit.AuditVerdict.Broken;
import io.muster.platform.audit.AuditVerdict.Intact;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * The audit log of this service. Entries share the fate of the change they tell of: one transaction
 * holds both.
 */
@ApplicationScoped
public class AuditLog {

    private static final int LINKS_PER_PAGE = 500;

    private final Database database;
    private final AuditStore store;
    private final Clock clock;

    AuditLog(Database database, AuditStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Adds an entry to the caller's transaction. The tenant's head row stays locked from here to
     * the commit, so call it late; in a transaction that also appends to the outbox, call this one
     * first, always, or two transactions may wait for each other.
     */
    public Uni<Void> append(SqlConnection connection, TenantId tenant, AuditEntry entry) {
        return store.lockHead(connection, tenant)
                .map(head -> AuditChain.link(head, tenant, clock.instant(), entry))
                .chain(link -> store.insert(connection, tenant, link));
    }

    /** Checks a tenant's whole chain against its head, in pages, as it is at one moment. */
    public Uni<AuditVerdict> verify(TenantId tenant) {
        return database.snapshot(connection -> verifyAll(connection, tenant).toMulti()).toUni();
    }

    private Uni<AuditVerdict> verifyAll(SqlConnection connection, TenantId tenant) {
        return store.head(connection, tenant)
                .chain(expected ->
                        verifyFrom(connection, tenant, AuditHead.NONE)
                                .map(verdict -> complete(verdict, expected)));
    }

    private Uni<AuditVerdict> verifyFrom(
            SqlConnection connection, TenantId tenant, AuditHead from) {
        return store.list(connection, tenant, from.sequence(), LINKS_PER_PAGE)
                .map(links -> AuditChain.verify(tenant, from, links))
                .chain(verdict ->
                        verdict instanceof Intact(var head) && !head.equals(from)
                                ? verifyFrom(connection, tenant, head)
                                : Uni.createFrom().item(verdict));
    }

    private static AuditVerdict complete(AuditVerdict verdict, AuditHead expected) {
        return verdict instanceof Intact(var head) && !head.equals(expected)
                ? new Broken(head.sequence() + 1, "the chain ends before its head")
                : verdict;
    }
}
