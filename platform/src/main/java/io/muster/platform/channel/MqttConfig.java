// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What all channels of a service share: {@code muster.mqtt.*}. */
@ConfigMapping(prefix = "muster.mqtt")
interface MqttConfig {

    /** The broker's host. */
    @WithDefault("127.0.0.1")
    String host();

    /** The broker's listener for services. */
    @WithDefault("1883")
    int port();

    /** Whether the listener speaks TLS. */
    @WithDefault("false")
    boolean tls();

    /**
     * The named Quarkus TLS configuration that holds trust, key and, if need be, another host name
     * check; the default one if absent.
     */
    Optional<String> tlsConfigurationName();

    /** Whether the broker wants the service's client id and token; false for an open broker. */
    @WithDefault("true")
    boolean login();

    /**
     * Tells the replicas of a service apart and stays the same across restarts, such as the ordinal
     * of a pod; absent with one replica.
     */
    Optional<String> replica();

    /** Whether incoming channels subscribe at the broker; false where all intake is pushed. */
    @WithDefault("true")
    boolean subscribe();

    /**
     * The client ids of those services that may push to channels, such as a broker's bridge.
     * Whoever pushes speaks as any device, so nobody may unless it is named.
     */
    Optional<Set<String>> pushers();

    /**
     * Whether the broker knows shared subscriptions. False drops the group from every filter, so
     * that each replica receives every message: for brokers without them, and one replica.
     */
    @WithDefault("true")
    boolean sharedSubscriptions();

    /**
     * Whether the broker makes no difference between a dot and a slash in topics, as RabbitMQ does.
     * What is meant for a device with a dot in its name then stays here, because there it would be
     * another device's; nobody of that name can be connected.
     */
    @WithDefault("false")
    boolean dotsAreSlashes();

    /**
     * The largest message, as the broker has it. A larger one to read ends the connection, so the
     * broker has to refuse it; a larger one to send is dropped, or the broker would end the
     * connection.
     */
    @WithDefault("1048576")
    int maxMessageBytes();

    /** How long a send waits for the broker's confirmation before it fails. */
    @WithDefault("30s")
    Duration sendTimeout();

    /** How long the end of the service waits for messages in hand. */
    @WithDefault("8s")
    Duration drainTimeout();
}
