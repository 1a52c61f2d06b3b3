// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.schema;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Which tenants have schemas at all, kept in memory so that the writes of all others cost nothing
 * more. Until it was read for the first time it may be everybody.
 */
@ApplicationScoped
class Governed {

    private static final Logger LOG = Logger.getLogger(Governed.class);

    private final Database database;
    private final SchemaStore store;
    private volatile Optional<Known> known = Optional.empty();

    Governed(Database database, SchemaStore store) {
        this.database = database;
        this.store = store;
    }

    private record Known(long changes, Set<TenantId> tenants) {}

    boolean mayHaveSchemas(TenantId tenant) {
        return known.map(now -> now.tenants().contains(tenant)).orElse(true);
    }

    @Scheduled(
            every = "{muster.shadow.schemas-every}",
            identity = "shadow-schemas",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return refresh()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("New schemas are not seen now: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Reads again if something was changed. */
    Uni<Void> refresh() {
        // The number first: what changes in between is read once more the next time.
        return database.read(store::changes)
                .chain(changes ->
                        known.filter(now -> now.changes() == changes).isPresent()
                                ? Uni.createFrom().voidItem()
                                : read(changes));
    }

    private Uni<Void> read(long changes) {
        return database.read(store::tenants)
                .invoke(tenants -> known = Optional.of(new Known(changes, tenants)))
                .replaceWithVoid();
    }
}
