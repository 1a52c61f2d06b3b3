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
 */
final class Lane {

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
        lanes.failed(delivery.message(), failure);
        if (delivery.retryAfter(failure) && !lanes.draining()) {
            resting = true;
            lanes.afterFailure(failures++, () -> again(delivery));
        } else {
            leave();
        }
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
