// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.flywaydb.core.Flyway;

/**
 * The tables, brought up to date when the database is first reached and not at the start: this
 * service answers its brokers, with denials, also while the database is away, and needs none where
 * policies come from files.
 */
@ApplicationScoped
class Schema {

    private final Flyway flyway;
    private volatile boolean upToDate;

    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    /** Returns at once but for the first time that succeeds. */
    Uni<Void> ensure() {
        return upToDate
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .item(this::migrate)
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .replaceWithVoid();
    }

    /** One at a time: whoever comes second finds it done. */
    private synchronized boolean migrate() {
        if (!upToDate) {
            flyway.migrate();
        }
        upToDate = true;
        return true;
    }
}
