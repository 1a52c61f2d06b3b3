// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import java.time.Instant;

/**
 * The end of a session or of an attempt to begin one.
 *
 * @param refused whether the broker answered the attempt with a refusing CONNACK
 * @param byDevice whether the device itself said goodbye
 */
public record SessionEnd(Instant at, boolean refused, boolean byDevice, String reason) {

    static SessionEnd of(MqttClientDisconnectedContext context) {
        var at = Instant.now();
        boolean byDevice = context.getSource() == MqttDisconnectSource.USER;
        var cause = context.getCause();
        if (cause instanceof Mqtt5ConnAckException refusal) {
            return new SessionEnd(
                    at, true, byDevice, "CONNACK " + refusal.getMqttMessage().getReasonCode());
        }
        if (cause instanceof Mqtt5DisconnectException goodbye) {
            return new SessionEnd(
                    at, false, byDevice, "DISCONNECT " + goodbye.getMqttMessage().getReasonCode());
        }
        return new SessionEnd(at, false, byDevice, String.valueOf(cause.getMessage()));
    }
}
