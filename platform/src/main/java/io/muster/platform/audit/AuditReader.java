// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows what stands in the audit log of this service. */
@ApplicationScoped
public class AuditReader {

    /** The place after the newest entry. */
    public static final long NEWEST = Long.MAX_VALUE;

    private static final int LINKS_PER_PAGE = 500;

    private final Database database;
    private final AuditStore store;

    AuditReader(Database database, AuditStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * The records of a tenant that are wanted, the newest first, from before an entry on. Their
     * hashes are not checked; {@link AuditLog#verify} does that.
     */
    public Uni<AuditPage> read(TenantId tenant, AuditFilter filter, long before, int wanted) {
        return Uni.createFrom()
                .deferred(() -> read(tenant, new AuditSearch(filter, before, wanted)));
    }

    private Uni<AuditPage> read(TenantId tenant, AuditSearch search) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step(tenant, search))
                .whilst(over -> !over)
                .collect()
                .last()
                .map(_ -> search.page());
    }

    private Uni<Boolean> step(TenantId tenant, AuditSearch search) {
        return Uni.createFrom()
                .deferred(() ->
                        database.read(connection ->
                                store.before(connection, tenant, search.before(), LINKS_PER_PAGE)))
                .invoke(links -> search.take(links, LINKS_PER_PAGE))
                .map(_ -> search.isOver());
    }
}
