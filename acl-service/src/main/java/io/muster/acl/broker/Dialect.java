// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.broker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a broker asks and wants to be answered. */
public enum Dialect {
    /** Our own extension of HiveMQ. */
    HIVEMQ,
    /** EMQX 5 and 6, HTTP authentication and authorization. */
    EMQX,
    /** VerneMQ's webhooks. */
    VERNEMQ,
    /** RabbitMQ's HTTP authentication backend with its MQTT plugin. */
    RABBITMQ,
    /** Mosquitto with the plugin mosquitto-go-auth and its HTTP backend. */
    MOSQUITTO,
    /** The same plugin's remote JWT backend, which repeats the user's token with each question. */
    MOSQUITTO_JWT,
    /** NanoMQ's HTTP authentication. */
    NANOMQ,
    /** RMQTT's plugin rmqtt-auth-http. */
    RMQTT,
    /** BifroMQ's demo plugin of a webhook. */
    BIFROMQ,
    /**
     * No broker but an enforcement point of its own kind, which asks by our native API or by
     * AuthZEN.
     */
    NATIVE,
    /** A proxy that asks about each HTTP request. */
    FORWARD_AUTH;

    private static final Map<String, Dialect> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Dialect::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The dialect of a name in a hook's path. */
    public static Optional<Dialect> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether the broker can't send a header of ours, so that the secret is part of the path. */
    public boolean secretInPath() {
        return switch (this) {
            case VERNEMQ, RABBITMQ, MOSQUITTO, MOSQUITTO_JWT, BIFROMQ -> true;
            case HIVEMQ, EMQX, NANOMQ, RMQTT, NATIVE, FORWARD_AUTH -> false;
        };
    }

    /** Whether the secret may also come in a header of its own. */
    public boolean secretInOwnHeader() {
        return this == NANOMQ || this == RMQTT;
    }

    /** Whether one broker has several name spaces of topics and clients, one for each tenant. */
    public boolean divided() {
        return this == VERNEMQ || this == RABBITMQ;
    }

    /** The name space, a virtual host or a mount point, of a broker that is not divided. */
    public String wholeRealm() {
        return this == RABBITMQ ? "/" : "";
    }

    /** The name in paths, configuration and metrics. */
    public String wireName() {
        return wireName;
    }
}
