// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.AclConfig;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Deletes revocations that are over. They stay for some minutes, in which every replica reads the
 * change; one that was away for longer sees from the horizon that it missed something.
 */
@ApplicationScoped
class RevocationPurge {

    private static final Logger LOG = Logger.getLogger(RevocationPurge.class);
    private static final Duration STAY = Duration.ofMinutes(10);
    private static final int TENANTS = 100;
    private static final int BATCH = 500;

    private final Database database;
    private final RevocationHeads heads;
    private final RevocationStore store;
    private final Clock clock;
    private final boolean stored;

    RevocationPurge(
            Database database,
            RevocationHeads heads,
            RevocationStore store,
            Clock clock,
            AclConfig config) {
        this.database = database;
        this.heads = heads;
        this.store = store;
        this.clock = clock;
        this.stored = config.policies().dir().isEmpty();
    }

    @Scheduled(
            every = "1m",
            identity = "revocation-purge",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return stored
                ? run(clock.instant().minus(STAY))
                        .onFailure()
                        .invoke(failure ->
                                LOG.debugf(
                                        "Revocations that are over stay: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    /** Deletes a batch for each of some tenants; the rest is for the next time. */
    Uni<Void> run(Instant then) {
        return database.read(connection -> store.tenantsWithSomeOver(connection, then, TENANTS))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(tenant ->
                        database.transaction(connection -> purge(connection, tenant, then)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> purge(SqlConnection connection, TenantId tenant, Instant then) {
        return heads.lock(connection, tenant)
                .chain(() -> store.delete(connection, tenant, then, BATCH))
                .call(lost -> forget(connection, tenant, lost))
                .map(OptionalLong::isPresent);
    }

    private Uni<Void> forget(SqlConnection connection, TenantId tenant, OptionalLong lost) {
        return lost.isPresent()
                ? heads.forget(connection, tenant, lost.getAsLong())
                : Uni.createFrom().voidItem();
    }
}
