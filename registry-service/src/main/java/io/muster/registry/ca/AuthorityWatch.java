// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.sql.Database;
import io.muster.registry.ca.store.IssuerStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks for what other replicas changed, and for tenants that are new and have no authority yet.
 */
@ApplicationScoped
class AuthorityWatch {

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
                .transformToUniAndConcatenate(keeper::provide)
                .onItem()
                .ignoreAsUni()
                .chain(keeper::refresh);
    }
}
