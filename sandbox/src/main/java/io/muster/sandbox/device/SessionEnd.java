// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import java.time.Instant;

/**
 * The end of a session or of an attempt to begin one.
 *
 * @param refused whether the broker answered the attempt with a refusing CONNACK
 * @param byDevice whether the device itself said goodbye
 */
public record SessionEnd(Instant at, boolean refused, boolean byDevice, String reason) {

    static SessionEnd of(MqttDisconnectSource source, Throwable cause) {
        return new SessionEnd(
                Instant.now(),
                cause instanceof Refused refusal && refusal.atConnect(),
                source == MqttDisconnectSource.USER,
                String.valueOf(cause.getMessage()));
    }
}
