// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * The audit log of this service. Entries share the fate of the change they tell of: one transaction
 * holds both.
 */
@Singleton
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
        return appendAll(connection, tenant, List.of(entry));
    }

    /**
     * Adds entries in this order, with two statements however many they are; there must be at least
     * one. Otherwise as {@link #append}.
     */
    public Uni<Void> appendAll(
            SqlConnection connection, TenantId tenant, List<AuditEntry> entries) {
        return lock(connection, tenant).chain(head -> appendAll(connection, tenant, head, entries));
    }

    /**
     * The first of the two statements of {@link #appendAll}, for callers who have others to send
     * with it: locks the tenant's head until the commit and answers it.
     */
    public Uni<AuditHead> lock(SqlConnection connection, TenantId tenant) {
        return store.lockHead(connection, tenant);
    }

    /**
     * The second: adds entries behind the head that this transaction has locked, once; there must
     * be at least one.
     */
    public Uni<Void> appendAll(
            SqlConnection connection, TenantId tenant, AuditHead head, List<AuditEntry> entries) {
        var links = AuditChain.links(head, tenant, clock.instant(), entries);
        return store.insert(connection, tenant, links);
    }

    /** Checks a tenant's whole chain against its head, in pages. */
    public Uni<AuditVerdict> verify(TenantId tenant) {
        return verify(tenant, AuditHead.NONE);
    }

    /**
     * The same, and that the chain still has a head that somebody kept: who can write to the
     * database can cut off the end of a chain together with its head, and is found by this only.
     */
    public Uni<AuditVerdict> verify(TenantId tenant, AuditHead kept) {
        return verify(tenant, new AuditWalk(tenant, kept));
    }

    private Uni<AuditVerdict> verify(TenantId tenant, AuditWalk walk) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step(tenant, walk))
                .whilst(_ -> !walk.isOver())
                .collect()
                .last()
                .map(walk::end);
    }

    /**
     * Each page by itself, so that a walk of minutes keeps no connection from others. Answers the
     * head of the same moment: when nothing follows, it must be where the walk is.
     */
    private Uni<AuditHead> step(TenantId tenant, AuditWalk walk) {
        return database.snapshot(connection ->
                        store.list(connection, tenant, walk.position(), LINKS_PER_PAGE)
                                .invoke(walk::take)
                                .chain(() -> store.head(connection, tenant))
                                .toMulti())
                .toUni();
    }
}
