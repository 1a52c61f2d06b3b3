// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import io.muster.platform.snapshot.SnapshotLine.Content;
import io.muster.platform.snapshot.SnapshotReading;
import io.muster.platform.snapshot.SnapshotSource;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Reads snapshots into the read model, or only their heads to learn how far the owner is. */
final class SnapshotReader {

    private static final Logger LOG = Logger.getLogger(SnapshotReader.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

    private final SnapshotSource source;
    private final SnapshotTarget target;
    private final Freshness freshness;
    private final FollowMeters meters;
    private volatile boolean stopped;

    SnapshotReader(
            SnapshotSource source,
            SnapshotTarget target,
            Freshness freshness,
            FollowMeters meters) {
        this.source = source;
        this.target = target;
        this.freshness = freshness;
        this.meters = meters;
    }

    /**
     * Reads a snapshot, again with full jitter in between until one is complete or the service
     * stops.
     */
    Uni<Void> read() {
        return Uni.createFrom()
                .deferred(this::attempt)
                .onFailure()
                .invoke(this::failed)
                .onFailure(_ -> !stopped)
                .retry()
                .withBackOff(FIRST_BACKOFF, MAX_BACKOFF)
                .withJitter(1.0)
                .indefinitely();
    }

    private Uni<Void> attempt() {
        var began = freshness.now();
        var reading = new SnapshotReading();
        return target.begin()
                .chain(() -> lines(reading))
                .invoke(reading::requireEnd)
                .chain(target::commit)
                .invoke(() -> freshness.replaced(Positions.of(reading.heads()), began))
                .invoke(() -> meters.snapshot("read"));
    }

    private Uni<Void> lines(SnapshotReading reading) {
        return source.lines()
                .onItem()
                .transformToUniAndConcatenate(line ->
                        reading.accept(line)
                                .map(target::line)
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                .onItem()
                .ignoreAsUni();
    }

    private void failed(Throwable failure) {
        meters.snapshot("failed");
        LOG.warnf("The snapshot could not be read: %s", failure.getMessage());
    }

    /**
     * Reads the heads of a snapshot, no more, and answers whether following events suffices. An
     * answer of heads alone is read to its end: who hangs up on one leaves the owner with an error.
     */
    Uni<Boolean> probe() {
        var began = freshness.now();
        var before = freshness.positions().copy();
        var reading = new SnapshotReading();
        return source.heads()
                .invoke(reading::accept)
                .select()
                .first(line -> !(line instanceof Content))
                .onItem()
                .ignoreAsUni()
                .map(_ -> freshness.sighted(before, Positions.of(reading.heads()), began));
    }

    void stop() {
        stopped = true;
    }
}
