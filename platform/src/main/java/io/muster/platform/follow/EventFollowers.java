// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.muster.platform.snapshot.Snapshots;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts followers and keeps an eye on them. */
@ApplicationScoped
public class EventFollowers {

    private final List<EventFollower> followers = new CopyOnWriteArrayList<>();
    private final Snapshots snapshots;
    private final MeterRegistry meters;
    private final Clock clock;

    EventFollowers(Snapshots snapshots, MeterRegistry meters, Clock clock) {
        this.snapshots = snapshots;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Begins to follow a service and returns at once. Feed the answer with the messages of {@code
     * events/+/{source}/#}; they wait for the first snapshot.
     *
     * @param source the followed service's short name, such as {@code registry}
     * @param baseUrl where it serves {@code /api/v1/snapshot}
     */
    public EventFollower follow(String source, String baseUrl, SnapshotTarget target) {
        var follower =
                new EventFollower(
                        source,
                        snapshots.of(baseUrl),
                        target,
                        new FollowMeters(meters, source),
                        clock);
        meters.gauge(
                "muster.follow.staleness.seconds",
                Tags.of("source", source),
                follower,
                it -> it.staleness().toSeconds());
        followers.add(follower);
        follower.start();
        return follower;
    }

    @Scheduled(
            every = "{muster.follow.probe-every}",
            identity = "follow-probe",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> probe() {
        return Multi.createFrom()
                .iterable(followers)
                .onItem()
                .transformToUniAndMerge(EventFollower::probe)
                .onItem()
                .ignoreAsUni();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        followers.forEach(EventFollower::stop);
    }
}
