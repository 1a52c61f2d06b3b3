// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.book.Edition;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.store.StoredEditions.News;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a replica's book as the tables are. While the database is away the book stays as it is:
 * decisions go on, by what was known last.
 */
@ApplicationScoped
public class PolicyFollower {

    private static final Logger LOG = Logger.getLogger(PolicyFollower.class);

    private final StoredEditions stored;
    private final PolicyBook book;
    private final Clock clock;
    private final Turns turns = new Turns(this::look);
    private volatile Map<TenantId, Long> known = Map.of();
    private volatile @Nullable Instant lookedAt;
    private volatile boolean away;

    PolicyFollower(StoredEditions stored, PolicyBook book, Clock clock) {
        this.stored = stored;
        this.book = book;
        this.clock = clock;
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
                .invoke(this::complain)
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
        lookedAt = clock.instant();
        if (away) {
            away = false;
            LOG.info("The policies are up to date again");
        }
    }

    private static void report(TenantId tenant, Edition edition) {
        if (edition instanceof Edition.Faulty(var reason)) {
            LOG.errorf(
                    "The policies of tenant %s can't be put in force: %s. What it had stays in"
                            + " force; if it had nothing, it is denied everything.",
                    tenant, reason);
        }
    }

    private void complain(Throwable failure) {
        if (!away) {
            away = true;
            LOG.warnf("Policies can't be read, those known stay in force: %s", failure);
        }
    }

    /** How many seconds ago the tables were last seen; NaN before the first time. */
    public double age() {
        var last = lookedAt;
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }
}
