// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.flight.SingleFlight;
import io.muster.registry.heartbeat.HeartbeatBuffer.Beat;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.presence.PresenceUpdate;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps heartbeats until they are written: every second, or as soon as no other device fits in. One
 * write is under way at a time; what comes meanwhile waits, and a device's older ones give way.
 */
@ApplicationScoped
class HeartbeatWriter {

    private static final Logger LOG = Logger.getLogger(HeartbeatWriter.class);
    private static final int REVIVALS_AT_ONCE = 4;

    private final SingleFlight flushes = new SingleFlight(this::flush);
    private final HeartbeatBuffer buffer;
    private final HeartbeatStore store;
    private final PresenceUpdate presence;
    private final Clock clock;
    private final Counter kept;
    private final Counter replaced;
    private final Counter dropped;
    private final Counter written;
    private volatile boolean stopped;

    HeartbeatWriter(
            HeartbeatConfig config,
            HeartbeatStore store,
            PresenceUpdate presence,
            Clock clock,
            MeterRegistry meters) {
        this.buffer = new HeartbeatBuffer(config.buffer());
        this.store = store;
        this.presence = presence;
        this.clock = clock;
        this.written = meters.counter("muster.heartbeats.written");
        this.kept = meters.counter("muster.heartbeats", "outcome", "kept");
        this.replaced = meters.counter("muster.heartbeats", "outcome", "replaced");
        this.dropped = meters.counter("muster.heartbeats", "outcome", "dropped");
    }

    /** Takes a heartbeat in; never waits. */
    void offer(DeviceIdentity identity, Heartbeat heartbeat) {
        switch (buffer.offer(identity, heartbeat)) {
            case KEPT -> {
                kept.increment();
                wakeWhenFull();
            }
            case REPLACED -> replaced.increment();
            case DROPPED -> {
                dropped.increment();
                wake();
            }
        }
    }

    private void wakeWhenFull() {
        if (buffer.full()) {
            wake();
        }
    }

    @Scheduled(every = "1s", identity = "heartbeat-flush")
    void wake() {
        if (!stopped) {
            flushes.request();
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopped = true;
    }

    private Uni<Void> flush() {
        var now = clock.instant();
        var due = buffer.take(now);
        return due.isEmpty() ? Uni.createFrom().voidItem() : write(due, now);
    }

    private Uni<Void> write(List<Beat> due, Instant now) {
        return store.write(due, now)
                .invoke(result -> {
                    written.increment(result.written());
                    buffer.hold(result.early());
                })
                .map(HeartbeatStore.Result::back)
                .onFailure()
                .invoke(failure -> {
                    buffer.putBack(due);
                    LOG.warnf("Heartbeats wait for now: %s", failure.getMessage());
                })
                .onFailure()
                .recoverWithItem(List.of())
                .chain(this::revive);
    }

    /** A device that was thought to be gone and speaks is there; the next heartbeat tries again. */
    private Uni<Void> revive(List<DeviceIdentity> back) {
        return Multi.createFrom()
                .iterable(back)
                .onItem()
                .transformToUni(identity -> presence.heard(identity).onFailure().recoverWithNull())
                .merge(REVIVALS_AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }
}
