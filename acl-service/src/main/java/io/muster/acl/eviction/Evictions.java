// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.eviction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.muster.acl.fleet.DeviceKey;
import io.muster.acl.fleet.Fleet;
import io.muster.acl.session.Session;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the sessions of those who fell. From the moment of the event such a session is denied
 * everything it asks for; here the broker is told to end it, again and again until it says that it
 * has. A device's client id is its name, so this works for sessions that we know nothing of.
 */
public final class Evictions implements Evictor {

    private static final Logger LOG = Logger.getLogger(Evictions.class);
    private static final int BOUND = 10_000;
    private static final int BATCH = 256;
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(3);

    private final BrokerControl control;
    private final HeldSessions held;
    private final Vertx vertx;
    private final InstantSource clock;
    private final Timer latency;
    private final EvictionQueue queue = new EvictionQueue(BOUND);
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean rechecking = new AtomicBoolean();
    private volatile @Nullable Fleet fleet;
    private final Sweep sessions;
    private long alarm = -1;

    public Evictions(
            BrokerControl control,
            HeldSessions held,
            Vertx vertx,
            InstantSource clock,
            MeterRegistry meters,
            String place) {
        this.control = control;
        this.held = held;
        this.sessions = () -> held.all().iterator();
        this.vertx = vertx;
        this.clock = clock;
        this.latency =
                Timer.builder("muster.acl.evictions")
                        .description("From the event to the broker's word that the session is over")
                        .tag("broker", place)
                        .register(meters);
        Gauge.builder("muster.acl.evictions.pending", queue, EvictionQueue::size)
                .description("Sessions that are to end and have not been ended yet")
                .tag("broker", place)
                .register(meters);
    }

    @Override
    public void fell(DeviceKey device) {
        add(Evictee.of(device));
        recheckSoon();
    }

    /**
     * Many fall at once when a fleet is cleaned up; one look at all sessions does for all of them.
     */
    private void recheckSoon() {
        if (rechecking.compareAndSet(false, true)) {
            vertx.setTimer(
                    SOON.toMillis(),
                    _ -> {
                        rechecking.set(false);
                        recheck();
                    });
        }
    }

    @Override
    public void clientFell(String clientId) {
        add(Evictee.ofClient(clientId));
    }

    private void add(Evictee evictee) {
        queue.add(evictee, System.nanoTime());
        work();
    }

    @Override
    public void stillThere(Session session) {
        queue.addIfAbsent(Evictee.of(session), System.nanoTime());
        work();
    }

    /** A policy may let a device in under other client ids than its own: those are found here. */
    @Override
    public void recheck() {
        queue.sweep(sessions);
        work();
    }

    @Override
    public void replaced(Fleet next) {
        fleet = next;
        queue.sweepAll(everybody(next));
        work();
    }

    private Sweep everybody(Fleet known) {
        return () -> Stream.concat(held.all(), barred(known)).iterator();
    }

    private Stream<Evictee> barred(Fleet known) {
        return known.barred(clock.instant()).map(Evictee::of);
    }

    /** One batch at a time: a broker in trouble is not helped by more requests. */
    private void work() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        var known = fleet;
        if (known != null && queue.takeOverflow()) {
            queue.sweepAll(everybody(known));
        }
        var batch =
                queue.take(BATCH, System.nanoTime(), held::shouldEnd).stream()
                        .filter(eviction -> held.shouldEnd(eviction.evictee()))
                        .toList();
        if (batch.isEmpty()) {
            busy.set(false);
            sleep();
        } else {
            tell(batch);
        }
    }

    private synchronized void sleep() {
        vertx.cancelTimer(alarm);
        var wait = queue.nanosToNext(System.nanoTime());
        if (wait.isPresent()) {
            var millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait.getAsLong()));
            alarm = vertx.setTimer(millis, _ -> work());
        }
    }

    private void tell(List<Eviction> batch) {
        control.disconnect(batch.stream().map(Evictions::client).toList())
                .subscribe()
                .with(_ -> told(batch), failure -> failed(batch, failure));
    }

    private static BrokerControl.Client client(Eviction eviction) {
        var evictee = eviction.evictee();
        return new BrokerControl.Client(evictee.clientId(), evictee.username());
    }

    private void told(List<Eviction> batch) {
        var now = System.nanoTime();
        for (var eviction : batch) {
            if (eviction.last()) {
                held.forget(eviction.evictee());
            } else {
                latency.record(now - eviction.since(), TimeUnit.NANOSECONDS);
                queue.putBack(eviction.onceMore(now, AGAIN));
            }
        }
        next();
    }

    private void failed(List<Eviction> batch, Throwable failure) {
        LOG.warnf("%d sessions are not ended yet: %s", batch.size(), failure.getMessage());
        var now = System.nanoTime();
        batch.forEach(eviction -> queue.putBack(eviction.failed(now)));
        next();
    }

    private void next() {
        busy.set(false);
        vertx.runOnContext(_ -> work());
    }
}
