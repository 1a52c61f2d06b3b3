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

    /** What comes behind the digits of an event's sequence in {@link #unnumbered}. */
    public static final String NUMBERED = CloudEventJson.NUMBERED;

    /** The same event with another place among those of its tenant. */
    public CloudEvent numbered(long place) {
        return new CloudEvent(id, source, type, subject, tenant, place, time, data);
    }

    /**
     * The event as it is sent, up to the digits of its sequence: for a database that counts events
     * while it writes them.
     */
    public String unnumbered() {
        return CloudEventJson.unnumbered(this);
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
