// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.snapshot.BrokenSnapshot;
import io.muster.platform.snapshot.SnapshotSource;
import io.muster.platform.topic.EventTopic;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps a read model of what another service owns: a snapshot first, then that service's events by
 * their sequence. A duplicate is dropped, a gap has the snapshot read again. While a snapshot is
 * read, events wait, a bounded number of them here and the rest unacknowledged at the broker; none
 * is acknowledged before the model contains it.
 */
public final class EventFollower {

    private static final Logger LOG = Logger.getLogger(EventFollower.class);
    private static final int MAX_WAITING = 1_000;

    private final String source;
    private final SnapshotTarget target;
    private final FollowMeters meters;
    private final SnapshotReader reader;
    private final Freshness freshness;
    private final SerialQueue work = new SerialQueue(MAX_WAITING);

    EventFollower(
            String source,
            SnapshotSource snapshots,
            SnapshotTarget target,
            FollowMeters meters,
            Clock clock) {
        this.source = source;
        this.target = target;
        this.meters = meters;
        this.freshness = new Freshness(clock);
        this.reader = new SnapshotReader(snapshots, target, freshness, meters);
    }

    /** Begins with a snapshot, tried until it succeeds. */
    void start() {
        work.run(reader::read)
                .subscribe()
                .with(
                        _ -> LOG.infof("The read model of %s is ready", source),
                        failure ->
                                LOG.errorf(failure, "The read model of %s was given up", source));
    }

    /**
     * Takes a message of the events channel. Something that is not an event of the followed service
     * is counted and dropped: only services may publish there, so it is an error of ours and trying
     * again does not mend it.
     */
    public Uni<Void> accept(DeviceMessage message) {
        return event(message)
                .map(this::accept)
                .orElseGet(() -> {
                    meters.event("malformed");
                    LOG.warnf("A message on %s is not an event of %s", message.topic(), source);
                    return Uni.createFrom().voidItem();
                });
    }

    /**
     * Takes an event; completes when the model contains it, and fails when the model could not take
     * it.
     */
    public Uni<Void> accept(CloudEvent event) {
        return work.run(() -> follow(event));
    }

    private Uni<Void> follow(CloudEvent event) {
        return switch (freshness.positions().place(event.tenant(), event.sequence())) {
            case DUPLICATE -> dropped();
            case NEXT -> applied(event);
            case GAP -> afterGap(event);
        };
    }

    private Uni<Void> dropped() {
        meters.event("duplicate");
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> applied(CloudEvent event) {
        return target.apply(event)
                .invoke(() -> {
                    freshness.positions().advance(event.tenant(), event.sequence());
                    meters.event("applied");
                });
    }

    /**
     * A snapshot that begins after the event came contains it, unless it was read from a replica
     * that lags.
     */
    private Uni<Void> afterGap(CloudEvent event) {
        meters.event("gap");
        return reader.read()
                .chain(() ->
                        switch (freshness.positions().place(event.tenant(), event.sequence())) {
                            case DUPLICATE -> Uni.createFrom().voidItem();
                            case NEXT -> applied(event);
                            case GAP ->
                                    Uni.createFrom()
                                            .failure(
                                                    new BrokenSnapshot(
                                                            "the snapshot is older than an event"));
                        });
    }

    /**
     * Asks the owner how far it is, and reads the snapshot again when events do not bring us there.
     */
    Uni<Void> probe() {
        if (!ready()) {
            return Uni.createFrom().voidItem();
        }
        return reader.probe()
                .chain(current -> current ? Uni.createFrom().voidItem() : work.run(reader::read))
                .onFailure()
                .invoke(failure ->
                        LOG.debugf("%s could not be asked how far it is: %s", source, failure))
                .onFailure()
                .recoverWithNull();
    }

    /**
     * Says whether there has been a snapshot; before that the model is empty and proves nothing.
     */
    public boolean ready() {
        return freshness.known();
    }

    /**
     * The age of the moment up to which the model is known to be complete: seconds while all is
     * well, growing while the owner can't be reached, a hundred years before the first snapshot.
     */
    public Duration staleness() {
        return freshness.staleness();
    }

    void stop() {
        reader.stop();
    }

    private Optional<CloudEvent> event(DeviceMessage message) {
        try {
            var event = CloudEvent.parse(message.payload());
            var expected = new EventTopic(event.tenant(), source, event.type());
            return EventTopic.parse(message.topic())
                    .filter(topic -> topic.equals(expected))
                    .filter(_ -> event.source().equals("/" + source))
                    .map(_ -> event);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
