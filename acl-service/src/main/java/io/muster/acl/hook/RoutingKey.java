// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import java.util.Optional;

/**
 * RabbitMQ's form of a topic or filter. Its MQTT plugin has replaced {@code /} by {@code .} and
 * {@code +} by {@code *}; a point that was in the topic is still one, so the two can't be told
 * apart and are decided alike, as the longer path.
 */
final class RoutingKey {

    private RoutingKey() {}

    /**
     * The topic or filter; empty for what no MQTT client can have meant, and for shared
     * subscriptions, which this broker takes for ordinary topics.
     */
    static Optional<String> toMqtt(String key) {
        boolean foreign = key.indexOf('/') >= 0 || key.indexOf('+') >= 0;
        var topic = key.replace('.', '/').replace('*', '+');
        return foreign || key.isEmpty() || topic.startsWith("$share")
                ? Optional.empty()
                : Optional.of(topic);
    }
}
