// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.registry.ca.store.IssuerStore;
import io.muster.registry.ca.store.IssuerStore.Revision;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives tenants their first authority, and keeps what this replica issues with in line with what
 * the database says: it alone decides which authority issues.
 */
@ApplicationScoped
class AuthorityKeeper {

    private final Database database;
    private final IssuerStore issuers;
    private final IssuerRegister register;
    private final AuthorityKeys keys;
    private final Authorities authorities;

    private volatile @Nullable Revision seen;

    AuthorityKeeper(
            Database database,
            IssuerStore issuers,
            IssuerRegister register,
            AuthorityKeys keys,
            Authorities authorities) {
        this.database = database;
        this.issuers = issuers;
        this.register = register;
        this.keys = keys;
        this.authorities = authorities;
    }

    /** Gives a tenant an authority that has none. Of two replicas that do, one is heard. */
    Uni<Void> provide(TenantId tenant) {
        return register.issuing(tenant)
                .chain(issuing ->
                        issuing.isPresent()
                                ? Uni.createFrom().voidItem()
                                : keys.first(tenant).chain(first -> register.adopt(tenant, first)));
    }

    /** Makes the key of another authority, which nobody knows of yet. */
    Uni<Authority> create(TenantId tenant) {
        return keys.create(tenant);
    }

    /** Reads the authorities again if the database tells of a change. */
    Uni<Void> refresh() {
        return database.read(issuers::revision)
                .chain(revision ->
                        revision.equals(seen) ? Uni.createFrom().voidItem() : read(revision));
    }

    /**
     * The revision is older than what is read after it, if they differ: we'd read once too often.
     */
    private Uni<Void> read(Revision revision) {
        return database.read(issuers::listTrusted)
                .chain(trusted -> keys.open(trusted))
                .invoke(authorities::replace)
                .invoke(generations -> seen = isComplete(generations) ? revision : null)
                .replaceWithVoid();
    }

    private static boolean isComplete(List<Generation> generations) {
        return generations.stream().noneMatch(Generation::lost);
    }
}
