// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.vertx.mqtt.MqttClient;

/** Who uses a session's connections. Every call is made on the session's event loop. */
interface SessionOwner {

    /**
     * Sets the handlers. Called before dialling, because what the broker sends again may arrive in
     * the same packet as its CONNACK.
     */
    void prepare(MqttClient client);

    /** The broker accepted the connection; {@code resumed} when it kept the session. */
    void opened(MqttClient client, boolean resumed);

    /** The connection is gone; nothing can be acknowledged on it any more. */
    void closed();
}
