// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import org.jspecify.annotations.Nullable;

/**
 * What a connected client wants to do, as far as its broker tells. A quality of service that the
 * broker does not tell is null.
 */
public sealed interface Ask {

    /** Whether a message is to be kept; {@code UNKNOWN} on brokers that do not say. */
    enum Retain {
        YES,
        NO,
        UNKNOWN
    }

    /** What the rules must grant. */
    Action action();

    /** The topic name or filter, as the client sent it. */
    String target();

    /** Publishing one message. */
    record Publish(String topic, Retain retain, @Nullable Integer qos) implements Ask {
        @Override
        public String target() {
            return topic;
        }

        @Override
        public Action action() {
            return Action.PUBLISH;
        }
    }

    /** Leaving a Will; asked when the client connects. */
    record LeaveWill(String topic, Retain retain, @Nullable Integer qos) implements Ask {
        @Override
        public String target() {
            return topic;
        }

        @Override
        public Action action() {
            return Action.WILL;
        }
    }

    /**
     * Subscribing to one filter.
     *
     * @param shareVisible false on brokers that strip {@code $share/{group}/} before they ask
     * @param receiptsAsked whether the broker asks again for each message that it delivers
     */
    record Subscribe(
            String filter, @Nullable Integer qos, boolean shareVisible, boolean receiptsAsked)
            implements Ask {
        @Override
        public String target() {
            return filter;
        }

        @Override
        public Action action() {
            return Action.SUBSCRIBE;
        }
    }

    /** Being delivered one message. */
    record Receive(String topic, Retain retain, @Nullable Integer qos) implements Ask {
        @Override
        public String target() {
            return topic;
        }

        @Override
        public Action action() {
            return Action.RECEIVE;
        }
    }

    /** Ending a subscription: granted to whoever could subscribe. */
    record Unsubscribe(String filter, boolean shareVisible) implements Ask {
        @Override
        public String target() {
            return filter;
        }

        @Override
        public Action action() {
            return Action.UNSUBSCRIBE;
        }
    }
}
