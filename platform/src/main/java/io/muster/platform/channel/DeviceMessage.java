// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * One message as the broker carries it, in either direction. The payload is not copied: whoever
 * makes a message gives the array away. Its text form shows the size of the payload and never the
 * payload, so a message may be logged.
 *
 * @param qos 0 or 1; 2 is never used, as it cannot survive a crash of the receiver
 * @param within how long one that we send may wait for the broker; the channel's own time otherwise
 */
// Equality is by content, and a defensive copy of every payload would be the cost of a feed.
@SuppressWarnings("ArrayRecordComponent")
public record DeviceMessage(
        String topic, byte[] payload, int qos, boolean retain, Optional<Duration> within) {

    public DeviceMessage {
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("a message needs a topic");
        }
        if (qos != 0 && qos != 1) {
            throw new IllegalArgumentException("quality of service is 0 or 1, not " + qos);
        }
    }

    /** A message that may wait for the broker as long as its channel lets messages wait. */
    public DeviceMessage(String topic, byte[] payload, int qos, boolean retain) {
        this(topic, payload, qos, retain, Optional.empty());
    }

    /** A message that the receiver gets at least once and that the broker does not keep. */
    public static DeviceMessage of(String topic, byte[] payload) {
        return new DeviceMessage(topic, payload, 1, false);
    }

    /** A message that the broker keeps for later subscribers; an empty payload clears it. */
    public static DeviceMessage retained(String topic, byte[] payload) {
        return new DeviceMessage(topic, payload, 1, true);
    }

    /**
     * The same message, which is given up when the broker has not confirmed it in this time: for
     * what would be wrong to say later.
     */
    public DeviceMessage within(Duration time) {
        return new DeviceMessage(topic, payload, qos, retain, Optional.of(time));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceMessage that
                && topic.equals(that.topic)
                && Arrays.equals(payload, that.payload)
                && qos == that.qos
                && retain == that.retain
                && within.equals(that.within);
    }

    @Override
    public int hashCode() {
        return 31 * topic.hashCode() + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return topic
                + " ("
                + payload.length
                + " bytes, QoS "
                + qos
                + (retain ? ", retained)" : ")");
    }

    /** The payload as UTF-8; malformed bytes become replacement characters. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
