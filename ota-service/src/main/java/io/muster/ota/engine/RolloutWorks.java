// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.engine;

import io.muster.ota.rollout.Rollout;
import io.muster.ota.store.RolloutStore;
import io.muster.ota.store.WaveStore;
import io.muster.platform.topic.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Opens a rollout for work and writes what became of it. */
@ApplicationScoped
public class RolloutWorks {

    private final RolloutStore rollouts;
    private final WaveStore waves;
    private final Announcements announcements;
    private final Clock clock;

    RolloutWorks(RolloutStore rollouts, WaveStore waves, Announcements announcements, Clock clock) {
        this.rollouts = rollouts;
        this.waves = waves;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** Waits for the rollout's lock; empty when the tenant has no such rollout. */
    public Uni<Optional<RolloutWork>> open(
            SqlConnection connection, TenantId tenant, UUID rollout) {
        return rollouts.lock(connection, tenant, rollout)
                .chain(found -> begin(connection, tenant, found));
    }

    /** As {@link #open}, but empty when somebody else is at work on it. */
    Uni<Optional<RolloutWork>> openIfFree(SqlConnection connection, TenantId tenant, UUID rollout) {
        return rollouts.lockIfFree(connection, tenant, rollout)
                .chain(found -> begin(connection, tenant, found));
    }

    /** The waves are read after the lock is held, or they might be older than it. */
    private Uni<Optional<RolloutWork>> begin(
            SqlConnection connection, TenantId tenant, Optional<Rollout> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var rollout = found.get();
        return waves.list(connection, tenant, rollout.id())
                .map(list ->
                        Optional.of(new RolloutWork(connection, tenant, now(), rollout, list)));
    }

    /** Writes everything and has the rollout looked at as soon as possible. */
    public Uni<Void> close(RolloutWork work) {
        return close(work, Optional.of(work.now()));
    }

    /** Writes everything; events come last, because their order is decided by a lock. */
    Uni<Void> close(RolloutWork work, Optional<Instant> due) {
        return waves.save(work.connection(), work.tenant(), work.id(), work.changedWaves())
                .chain(() -> rollouts.save(work.connection(), work.tenant(), work.rollout(), due))
                .chain(() -> announcements.of(work));
    }

    /** The database keeps microseconds: what we compare must have survived that. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
