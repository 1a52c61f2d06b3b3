// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/**
 * Brings what a replica holds up to what the tables say, one look after the other, each for what
 * has come since the last. While the database is away all stays as it is: decisions go on, by what
 * was known last.
 *
 * @param <N> what a look finds
 */
final class Following<N> {

    private final Function<Map<TenantId, Long>, Uni<N>> since;
    private final Function<N, Map<TenantId, Long>> take;
    private final Sight sight;
    private final Turns turns = new Turns(this::look);
    private volatile Map<TenantId, Long> known = Map.of();

    /**
     * @param since what has come since the marks of the tenants
     * @param take puts it in force, and answers the marks that are known from then on
     */
    Following(
            String what,
            Function<Map<TenantId, Long>, Uni<N>> since,
            Function<N, Map<TenantId, Long>> take,
            Clock clock) {
        this.since = since;
        this.take = take;
        this.sight = new Sight(what, clock);
    }

    /**
     * Brings it up to what was committed before this call. Does not fail: when the database can't
     * be asked, the next time may do better.
     */
    Uni<Void> refresh() {
        return turns.next();
    }

    private Uni<Void> look() {
        return since.apply(known)
                .invoke(this::taken)
                .onFailure()
                .invoke(sight::lost)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void taken(N news) {
        known = take.apply(news);
        sight.gained();
    }

    /** How many seconds ago the tables were last seen; NaN before the first time. */
    double age() {
        return sight.age();
    }
}
