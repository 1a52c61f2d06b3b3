// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

/**
 * What a device does with a message from the broker. Called in order on one thread of the client:
 * it must not block.
 */
@FunctionalInterface
public interface Inbox {

    /** One message as it arrived. */
    void receive(String topic, byte[] payload);
}
