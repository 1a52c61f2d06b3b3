// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.TenantId;
import java.time.Instant;

/**
 * Something that happened, as one service tells the others: a CloudEvent 1.0 in structured JSON.
 *
 * @param source the service as a path, such as {@code /registry}
 * @param type what happened, such as {@code device.created}; also the last level of its topic
 * @param subject what it happened to, usually a device
 * @param sequence counts the events of this source and tenant from 1 without gaps, in the order of
 *     their commits
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        String subject,
        TenantId tenant,
        long sequence,
        Instant time,
        ObjectNode data) {

    public CloudEvent {
        if (sequence < 1) {
            throw new IllegalArgumentException("event sequences begin with 1");
        }
    }

    /** The event as it is sent. */
    public byte[] toBytes() {
        return CloudEventJson.write(this);
    }

    /**
     * Reads an event that was received.
     *
     * @throws IllegalArgumentException when it is not one of ours; the message names the attribute
     *     and quotes no content
     */
    public static CloudEvent parse(byte[] bytes) {
        return CloudEventJson.read(bytes);
    }
}
