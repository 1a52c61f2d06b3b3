// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * The lanes of one channel. A message's lane is chosen by the first levels of its topic, mostly
 * three, so that what concerns one device ({@code d/{tenant}/{device}}), or one service's events of
 * one tenant ({@code events/{tenant}/{service}}), stays in order, while the rest goes on beside it.
 * By no level at all: the messages go to the lanes in turns. Used only on the channel's event loop.
 */
final class Lanes {

    private static final Logger LOG = Logger.getLogger(Lanes.class);

    private final int keyLevels;
    private final MqttSession session;
    private final Backoff backoff;
    private final Parking parking;
    private final ChannelMetrics metrics;
    private final Runnable onLeft;
    private final List<Lane> lanes;
    private final Promise<Void> drained = Promise.promise();
    private boolean draining;
    private int turn;
    private final AtomicInteger inflight = new AtomicInteger();

    Lanes(
            int count,
            int keyLevels,
            MqttSession session,
            Backoff backoff,
            Parking parking,
            ChannelMetrics metrics,
            Runnable onLeft) {
        this.keyLevels = keyLevels;
        this.session = session;
        this.backoff = backoff;
        this.parking = parking;
        this.metrics = metrics;
        this.onLeft = onLeft;
        this.lanes = Stream.generate(() -> new Lane(this)).limit(count).toList();
        metrics.inflight(inflight::get);
    }

    Flow.Publisher<Message<DeviceMessage>> messages(int lane) {
        return lanes.get(lane).messages();
    }

    /** How many messages are in hand: waiting, being handled, or waiting to be tried again. */
    int inflight() {
        return inflight.get();
    }

    boolean draining() {
        return draining;
    }

    void add(Delivery delivery) {
        inflight.incrementAndGet();
        lanes.get(Math.floorMod(choice(delivery.message().topic()), lanes.size())).add(delivery);
    }

    private int choice(String topic) {
        if (keyLevels == 0) {
            return turn++;
        }
        int hash = key(topic).hashCode();
        return hash ^ (hash >>> 16);
    }

    void forget(Predicate<Delivery> unwanted) {
        lanes.forEach(lane -> lane.forget(unwanted));
    }

    /** Starts nothing new; completes when no handler has a message in hand any more. */
    Future<Void> drain() {
        draining = true;
        forget(_ -> true);
        if (inflight.get() == 0) {
            drained.tryComplete();
        }
        return drained.future();
    }

    void run(Runnable work) {
        session.run(work);
    }

    void afterFailure(int failures, Runnable work) {
        session.later(backoff.millis(failures), work);
    }

    void count(String outcome) {
        metrics.count(outcome);
    }

    /** Only the first failure of a message is worth a line that somebody reads. */
    void failed(DeviceMessage message, Throwable failure, int times) {
        metrics.count("failed");
        var level = times == 1 ? Logger.Level.WARN : Logger.Level.DEBUG;
        LOG.logf(level, "%s: %s is not handled yet: %s", metrics.channel(), message, failure);
    }

    void park(DeviceMessage message, Throwable failure, Runnable parked, Runnable otherwise) {
        LOG.errorf(failure, "%s: %s is parked", metrics.channel(), message);
        parking.park(message, "the handler failed: " + failure)
                .subscribe()
                .with(_ -> run(parked), _ -> run(otherwise));
    }

    void left() {
        inflight.decrementAndGet();
        onLeft.run();
        if (draining && inflight.get() == 0) {
            drained.tryComplete();
        }
    }

    private String key(String topic) {
        int end = -1;
        for (int level = 0; level < keyLevels; level++) {
            end = topic.indexOf('/', end + 1);
            if (end < 0) {
                return topic;
            }
        }
        return topic.substring(0, end);
    }
}
