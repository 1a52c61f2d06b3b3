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

    private final PolicyBook book;
    private final Following<News> following;

    PolicyFollower(StoredEditions stored, PolicyBook book, Clock clock) {
        this.book = book;
        following = new Following<>("policies", stored::since, this::take, clock);
    }

    /**
     * Brings the book up to what was committed before this call. Does not fail: when the database
     * can't be asked, the next time may do better.
     */
    public Uni<Void> refresh() {
        return following.refresh();
    }

    private Map<TenantId, Long> take(News news) {
        news.editions().forEach(PolicyFollower::report);
        if (book.loaded()) {
            book.replace(news.editions());
        } else {
            book.replaceAll(news.editions());
            LOG.infof("The policies of %d tenants are in force", news.editions().size());
        }
        return news.epochs();
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
        return following.age();
    }
}
