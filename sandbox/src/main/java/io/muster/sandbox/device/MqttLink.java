// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One client of a broker, in whichever version of MQTT the two speak. Everything goes with QoS 1.
 * What the broker refuses fails with {@link Refused}, every other failure is the client library's.
 */
public interface MqttLink {

    /** Makes one attempt to connect. */
    CompletableFuture<Void> connect(Opening opening);

    /** Subscribes to all of the filters, or fails. */
    CompletableFuture<Void> subscribe(List<String> filters);

    /** Completes when the broker has confirmed the message. */
    CompletableFuture<Void> publish(Parcel parcel);

    /** Says goodbye, so that the broker does not publish the Will. */
    CompletableFuture<Void> disconnect();

    /** Whether there is a connection now. */
    boolean connected();

    /**
     * How a session begins.
     *
     * @param keepsSession whether the broker queues while the client is away
     */
    record Opening(boolean keepsSession, Optional<Parcel> will) {

        /** A clean session without a Will. */
        public static Opening plain() {
            return new Opening(false, Optional.empty());
        }
    }

    /** How and when to connect again; unconfirmed messages are sent again then. */
    record Comeback(Opening opening, Duration delay) {}

    /** Whoever uses the link. Called on a thread of the client: it must not block. */
    interface Owner {

        /** A connection is there. */
        void arrived();

        /**
         * A connection, or an attempt at one, has ended.
         *
         * @param attempts how many attempts have failed since the last connection
         * @return empty to stay away
         */
        Optional<Comeback> ended(SessionEnd end, int attempts);

        /** A message has come. */
        void received(String topic, byte[] payload);
    }
}
