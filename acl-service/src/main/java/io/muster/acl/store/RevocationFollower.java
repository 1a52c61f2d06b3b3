// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.acl.revocation.Revocations;
import io.muster.acl.store.StoredRevocations.Changes;
import io.muster.acl.store.StoredRevocations.News;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Keeps a replica's revocations as the tables are, and has it end the sessions that they hit. While
 * the database is away they stay as they are.
 */
@ApplicationScoped
public class RevocationFollower {

    private static final Logger LOG = Logger.getLogger(RevocationFollower.class);

    private final Revocations revocations;
    private final Clock clock;
    private final Following<News> following;

    RevocationFollower(StoredRevocations stored, Revocations revocations, Clock clock) {
        this.revocations = revocations;
        this.clock = clock;
        following = new Following<>("revocations", stored::since, this::take, clock);
    }

    /**
     * Brings this replica up to what was committed before this call. Does not fail: when the
     * database can't be asked, the next time may do better.
     */
    public Uni<Void> refresh() {
        return following.refresh();
    }

    private Map<TenantId, Long> take(News news) {
        var now = clock.instant();
        news.changes().forEach(changes -> take(changes, now));
        if (!revocations.loaded()) {
            revocations.complete();
            LOG.infof("%d revocations are in force", revocations.size());
        }
        return news.revisions();
    }

    private void take(Changes changes, Instant now) {
        if (changes.whole()) {
            var inForce =
                    changes.rows().stream()
                            .filter(row -> row.inForceAt(now))
                            .map(StoredRevocation::revocation)
                            .toList();
            revocations.replace(changes.tenant(), inForce);
        } else {
            changes.rows().forEach(row -> take(row, now));
        }
    }

    private void take(StoredRevocation row, Instant now) {
        if (row.inForceAt(now)) {
            revocations.put(row.revocation());
        } else {
            revocations.remove(row.revocation());
        }
    }

    /** How many seconds ago the tables were last seen; NaN before the first time. */
    public double age() {
        return following.age();
    }
}
