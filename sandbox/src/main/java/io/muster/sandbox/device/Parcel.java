// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

/** A message to be sent. The payload is not copied: whoever made it leaves it alone. */
public final class Parcel {

    private final String topic;
    private final byte[] payload;
    private final boolean retain;

    public Parcel(String topic, byte[] payload, boolean retain) {
        this.topic = topic;
        this.payload = payload;
        this.retain = retain;
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload;
    }

    boolean retain() {
        return retain;
    }
}
