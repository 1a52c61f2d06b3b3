// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the keys of one channel, {@code mp.messaging.{incoming|outgoing}.{channel}.…}. What a
 * service's channels have in common is in {@link MqttConfig}.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code topic}</td><td>incoming: the filters, separated by commas</td></tr>
 * <tr><td>{@code qos}</td><td>incoming: 1 (default) or 0; 2 is refused</td></tr>
 * <tr><td>{@code inflight}</td><td>incoming: how many messages of different devices are handled at
 *     the same time, 64</td></tr>
 * <tr><td>{@code key-levels}</td><td>incoming: messages whose topics are alike in this many first
 *     levels stay in order, 3; with 0 none do</td></tr>
 * <tr><td>{@code buffer}</td><td>incoming: how many messages are in hand at most, 1024; outgoing:
 *     how many sends may be unconfirmed, 1024, more wait with the sender</td></tr>
 * <tr><td>{@code clean-session}</td><td>incoming: whether the broker forgets the channel when the
 *     connection ends, false</td></tr>
 * <tr><td>{@code client-id}</td><td>{@code {service}-{channel}[-{replica}]}</td></tr>
 * <tr><td>{@code health-readiness-enabled}</td><td>whether the service is unready while the channel
 *     is not connected, true</td></tr>
 * </table>
 */
@ApplicationScoped
class ChannelSettings {

    private static final int DEFAULT_BUFFER = 1_024;

    private final MqttConfig shared;
    private final TlsConfigurationRegistry tls;
    private final String service;

    ChannelSettings(
            MqttConfig shared,
            TlsConfigurationRegistry tls,
            @ConfigProperty(name = "muster.service.client-id") Optional<String> clientId,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.shared = shared;
        this.tls = tls;
        this.service = clientId.orElse(application);
    }

    IncomingSettings incoming(String channel, Config config) {
        var settings =
                new IncomingSettings(
                        endpoint(
                                clientId(channel, config),
                                config.getOptionalValue("clean-session", Boolean.class)
                                        .orElse(false),
                                buffer(config)),
                        filters(config.getValue("topic", String.class)),
                        config.getOptionalValue("qos", Integer.class).orElse(1),
                        config.getOptionalValue("concurrency", Integer.class).orElse(1),
                        buffer(config),
                        config.getOptionalValue("key-levels", Integer.class)
                                .orElse(IncomingSettings.OWN_LEVELS));
        return shared.sharedSubscriptions() ? settings : settings.alone();
    }

    /** A channel of which nothing is configured. */
    IncomingSettings incoming(LateChannel channel) {
        var clientId = channel.sole() ? service + "-" + channel.name() : clientId(channel.name());
        return new IncomingSettings(
                endpoint(clientId, false, DEFAULT_BUFFER),
                channel.filters(),
                1,
                channel.lanes(),
                DEFAULT_BUFFER,
                channel.keyLevels());
    }

    /** Nothing of an outgoing session is worth keeping: what is unconfirmed is kept here. */
    MqttEndpoint outgoing(String channel, Config config) {
        return endpoint(clientId(channel, config), true, buffer(config));
    }

    /** A connection that only tries something out, and gets a session that nobody else has. */
    MqttEndpoint passing(String purpose) {
        var clientId = service + "-" + purpose + "-" + UUID.randomUUID().toString().substring(0, 8);
        return endpoint(clientId, true, DEFAULT_BUFFER);
    }

    private MqttEndpoint endpoint(String clientId, boolean cleanSession, int buffer) {
        return new MqttEndpoint(
                shared.host(),
                shared.port(),
                shared.tls() ? Optional.of(secured()) : Optional.empty(),
                clientId,
                cleanSession,
                buffer,
                shared.maxMessageBytes(),
                shared.dotsAreSlashes());
    }

    private TlsConfiguration secured() {
        return TlsConfiguration.from(tls, shared.tlsConfigurationName())
                .or(tls::getDefault)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "muster.mqtt.tls needs a quarkus.tls configuration"));
    }

    private String clientId(String channel, Config config) {
        return config.getOptionalValue("client-id", String.class)
                .orElseGet(() -> clientId(channel));
    }

    private String clientId(String channel) {
        return service + "-" + channel + shared.replica().map(replica -> "-" + replica).orElse("");
    }

    private static int buffer(Config config) {
        return config.getOptionalValue("buffer", Integer.class).orElse(DEFAULT_BUFFER);
    }

    private static Set<String> filters(String topics) {
        var filters = new LinkedHashSet<String>();
        List.of(topics.split(",", -1)).forEach(topic -> filters.add(topic.strip()));
        return filters;
    }
}
