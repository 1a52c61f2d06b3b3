// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.broker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a broker asks and wants to be answered. */
public enum Dialect {
    /** Our own extension of HiveMQ. */
    HIVEMQ,
    /** EMQX 5 and 6, HTTP authentication and authorization. */
    EMQX,
    /** RabbitMQ's HTTP authentication backend with its MQTT plugin. */
    RABBITMQ;

    /** The dialect of a name in a hook's path. */
    public static Optional<Dialect> of(String name) {
        return Arrays.stream(values()).filter(each -> each.wireName().equals(name)).findFirst();
    }

    /** Whether the broker can't send a header, so that the hook secret is a part of the path. */
    public boolean secretInPath() {
        return this == RABBITMQ;
    }

    /** The name in paths, configuration and metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
