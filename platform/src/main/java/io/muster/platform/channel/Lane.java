// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.reactive.messaging.providers.locals.ContextAwareMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * One row of messages that are handled strictly one after the other. The next one is handed out
 * only when the one before it succeeded; a failed one is handed out again, after a wait that grows,
 * for as long as it takes. So a broken dependency delays a lane but never reorders or ends it.
 *
 * <p>A message that meets a {@link Defect} again and again is parked and counts as done: some
 * brokers deliver nothing more to a session in which one message stays unacknowledged, so that a
 * mistake of ours in handling one message would stop all devices.
 */
final class Lane {

    private static final int TRIES = 5;

    private final Lanes lanes;
    private final UnicastProcessor<Message<DeviceMessage>> out = UnicastProcessor.create();
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private @Nullable Delivery current;
    private boolean resting;
    private int failures;

    Lane(Lanes lanes) {
        this.lanes = lanes;
    }

    Flow.Publisher<Message<DeviceMessage>> messages() {
        return out;
    }

    void add(Delivery delivery) {
        waiting.add(delivery);
        if (current == null) {
            next();
        }
    }

    /** Lets go of what no handler has in hand and the test names. */
    void forget(Predicate<Delivery> unwanted) {
        for (var each = waiting.iterator(); each.hasNext(); ) {
            var delivery = each.next();
            if (unwanted.test(delivery)) {
                each.remove();
                delivery.dropped();
                lanes.left();
            }
        }
        if (resting && current != null && unwanted.test(current)) {
            current.dropped();
            leave();
        }
    }

    private void next() {
        failures = 0;
        resting = false;
        current = waiting.poll();
        if (current != null) {
            handOut(current);
        }
    }

    private void handOut(Delivery delivery) {
        resting = false;
        out.onNext(
                ContextAwareMessage.withContextMetadata(
                        Message.of(
                                delivery.message(),
                                Metadata.empty(),
                                () -> settle(() -> succeeded(delivery)),
                                failure -> settle(() -> failed(delivery, failure)))));
    }

    private CompletionStage<Void> settle(Runnable outcome) {
        lanes.run(outcome);
        return CompletableFuture.completedFuture(null);
    }

    private void succeeded(Delivery delivery) {
        lanes.count("processed");
        delivery.done();
        leave();
    }

    private void failed(Delivery delivery, Throwable failure) {
        failures++;
        lanes.failed(delivery.message(), failure, failures);
        if (!delivery.retryAfter(failure) || lanes.draining()) {
            leave();
        } else if (failures >= TRIES && Defect.in(failure)) {
            lanes.park(delivery.message(), failure, () -> parked(delivery), () -> rest(delivery));
        } else {
            rest(delivery);
        }
    }

    private void parked(Delivery delivery) {
        lanes.count("parked");
        delivery.done();
        leave();
    }

    private void rest(Delivery delivery) {
        resting = true;
        lanes.afterFailure(failures, () -> again(delivery));
    }

    private void again(Delivery delivery) {
        if (resting && delivery.equals(current)) {
            handOut(delivery);
        }
    }

    private void leave() {
        lanes.left();
        next();
    }
}
