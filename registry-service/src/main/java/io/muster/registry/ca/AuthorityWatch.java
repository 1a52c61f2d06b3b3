// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.store.IssuerStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Looks for what other replicas changed, and for tenants that are new and have no authority yet.
 */
@ApplicationScoped
class AuthorityWatch {

    private static final Logger LOG = Logger.getLogger(AuthorityWatch.class);

    private final Database database;
    private final IssuerStore issuers;
    private final AuthorityKeeper keeper;
    private final Authorities authorities;

    AuthorityWatch(
            Database database,
            IssuerStore issuers,
            AuthorityKeeper keeper,
            Authorities authorities) {
        this.database = database;
        this.issuers = issuers;
        this.keeper = keeper;
        this.authorities = authorities;
    }

    @Scheduled(
            every = "${muster.ca.refresh-every:1s}",
            delayed = "1s",
            identity = "authorities",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> watch() {
        // The schedule may begin while the start is still making the first authority.
        return authorities.all().findAny().isEmpty() ? Uni.createFrom().voidItem() : look();
    }

    private Uni<Void> look() {
        return database.read(issuers::listTenantsWithout)
                .onItem()
                .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
                .onItem()
                .transformToUniAndConcatenate(this::provide)
                .onItem()
                .ignoreAsUni()
                .chain(keeper::refresh);
    }

    /** What one tenant lacks must not keep the others from hearing of what changed. */
    private Uni<Void> provide(TenantId tenant) {
        return keeper.provide(tenant)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "Tenant %s got no CA", tenant);
                    return null;
                });
    }
}
