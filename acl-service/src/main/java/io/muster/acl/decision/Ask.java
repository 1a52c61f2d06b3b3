// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

/** What a connected client wants to do, as far as its broker tells. */
public sealed interface Ask {

    /** Whether a message is to be kept; {@code UNKNOWN} on brokers that do not say. */
    enum Retain {
        YES,
        NO,
        UNKNOWN
    }

    /** Publishing one message. */
    record Publish(String topic, Retain retain) implements Ask {}

    /** Leaving a Will, asked when the client connects. */
    record LeaveWill(String topic, Retain retain) implements Ask {}

    /**
     * Subscribing to one filter.
     *
     * @param shareVisible false on brokers that strip {@code $share/{group}/} before they ask
     */
    record Subscribe(String filter, boolean shareVisible) implements Ask {}
}
