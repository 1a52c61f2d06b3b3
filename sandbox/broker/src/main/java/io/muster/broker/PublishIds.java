// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.mqtt.message.publish.PUBLISH;

/**
 * Keeps messages apart that were queued before and after the broker was killed.
 *
 * <p>HiveMQ first writes a queue's entry, which has the message's id, and then the payload, under
 * the same id. When it is killed in between, the entry is there without a payload. The next process
 * numbers on from the highest <em>payload</em>, meets the entry's id again, believes that payload
 * stored already, and drops the new message although it confirms it.
 */
final class PublishIds {

    /** Ids for each millisecond of the clock: more than any broker takes in messages. */
    private static final int BITS_PER_MILLISECOND = 20;

    private PublishIds() {}

    /**
     * Goes on with ids that no earlier process can have given. To be called after the stores are
     * read and before the first client is let in.
     */
    static void startAnew() {
        PUBLISH.PUBLISH_COUNTER.accumulateAndGet(
                System.currentTimeMillis() << BITS_PER_MILLISECOND, Math::max);
    }
}
