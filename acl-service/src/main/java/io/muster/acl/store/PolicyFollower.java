// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.book.Edition;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.store.StoredEditions.News;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Keeps a replica's book as the tables are. While the database is away the book stays as it is:
 * decisions go on, by what was known last.
 */
@ApplicationScoped
public class PolicyFollower {

    private static final Logger LOG = Logger.getLogger(PolicyFollower.class);

    private final StoredEditions stored;
    private final PolicyBook book;
    private final Sight sight;
    private final Turns turns = new Turns(this::look);
    private volatile Map<TenantId, Long> known = Map.of();

    PolicyFollower(StoredEditions stored, PolicyBook book, Clock clock) {
        this.stored = stored;
        this.book = book;
        this.sight = new Sight("policies", clock);
    }

    /**
     * Brings the book up to what was committed before this call. Does not fail: when the database
     * can't be asked, the next time may do better.
     */
    public Uni<Void> refresh() {
        return turns.next();
    }

    private Uni<Void> look() {
        return stored.since(known)
                .invoke(this::take)
                .onFailure()
                .invoke(sight::lost)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void take(News news) {
        news.editions().forEach(PolicyFollower::report);
        if (book.loaded()) {
            book.replace(news.editions());
        } else {
            book.replaceAll(news.editions());
            LOG.infof("The policies of %d tenants are in force", news.editions().size());
        }
        known = news.epochs();
        sight.gained();
    }

    private static void report(TenantId tenant, Edition edition) {
        if (edition instanceof Edition.Faulty(var reason)) {
            LOG.errorf(
                    "The policies of tenant %s can't be put in force: %s. What it had stays in"
                            + " force; if it had nothing, it is denied everything.",
                    tenant, reason);
        }
    }

    /** How many seconds ago the tables were last seen; NaN before the first time. */
    public double age() {
        return sight.age();
    }
}
