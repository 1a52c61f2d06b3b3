// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.vertx.mqtt.messages.MqttPublishMessage;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The messages of one connection that the broker waits to see acknowledged, oldest first.
 *
 * <p>Acknowledgements leave in the order in which the messages came, as MQTT 3.1.1 asks
 * (MQTT-4.6.0-2), although messages of different devices finish in any order. A message whose
 * handler failed, or that has too many others waiting behind it, steps aside: it is acknowledged
 * when it succeeds at last, but those behind it do not wait for it, or one device would in the end
 * use up the broker's window for all.
 */
final class Arrivals {

    private final Deque<Arrival> unacknowledged = new ArrayDeque<>();
    private final int patience;
    private boolean open = true;

    Arrivals(int patience) {
        this.patience = patience;
    }

    Delivery add(MqttPublishMessage received) {
        var arrival = new Arrival(received);
        if (arrival.message.qos() > 0) {
            unacknowledged.add(arrival);
            hurry();
        }
        return arrival;
    }

    /** The connection is gone: what is not acknowledged by now, the broker sends again. */
    void close() {
        open = false;
        unacknowledged.clear();
    }

    private void hurry() {
        var head = unacknowledged.element();
        if (unacknowledged.size() > patience) {
            head.aside = true;
            release();
        }
    }

    private void release() {
        for (var head = unacknowledged.peek();
                head != null && (head.done || head.aside);
                head = unacknowledged.peek()) {
            unacknowledged.remove();
            head.acknowledge();
        }
    }

    private final class Arrival implements Delivery {

        private final MqttPublishMessage received;
        private final DeviceMessage message;
        private boolean done;
        private boolean aside;
        private boolean acknowledged;

        Arrival(MqttPublishMessage received) {
            this.received = received;
            this.message =
                    new DeviceMessage(
                            received.topicName(),
                            received.payload().getBytes(),
                            received.qosLevel().value(),
                            received.isRetain());
        }

        @Override
        public DeviceMessage message() {
            return message;
        }

        @Override
        public void done() {
            done = true;
            if (aside) {
                acknowledge();
            } else {
                release();
            }
        }

        @Override
        public boolean retryAfter(Throwable failure) {
            dropped();
            return !stale();
        }

        @Override
        public void dropped() {
            aside = true;
            release();
        }

        /** A message that is never acknowledged is never sent again either, so it is not stale. */
        @Override
        public boolean stale() {
            return !open && message.qos() > 0;
        }

        private void acknowledge() {
            if (done && open && !acknowledged && message.qos() > 0) {
                acknowledged = true;
                received.ack();
            }
        }
    }
}
