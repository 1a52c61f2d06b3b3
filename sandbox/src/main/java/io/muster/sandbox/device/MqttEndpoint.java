// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The broker's TLS listener, whom a device trusts to be it, and the language the broker speaks. */
public record MqttEndpoint(String host, int port, TrustManagerFactory trust, MqttVersion version) {

    /**
     * Generous on purpose: on a loaded machine a handshake of several seconds is slow, not broken.
     */
    static final int TIMEOUT_SECONDS = 30;

    static final int KEEP_ALIVE_SECONDS = 60;

    /** The same broker behind another port of its host. */
    public MqttEndpoint at(int otherPort) {
        return new MqttEndpoint(host, otherPort, trust, version);
    }

    /** A client of the broker, with or without a client certificate; not connected yet. */
    public MqttLink link(String clientId, @Nullable KeyManagerFactory keys, MqttLink.Owner owner) {
        var transport = transport(keys);
        return switch (version) {
            case V3_1_1 -> new Mqtt311Link(transport, clientId, owner);
            case V5 -> new Mqtt5Link(transport, clientId, owner);
        };
    }

    private MqttClientTransportConfig transport(@Nullable KeyManagerFactory keys) {
        return MqttClientTransportConfig.builder()
                .serverAddress(new InetSocketAddress(host, port))
                .socketConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .mqttConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .sslConfig(tls(keys))
                .build();
    }

    /**
     * No host name verifier is set: the client then verifies the name as HTTPS does; one that is
     * set replaces that.
     */
    private MqttClientSslConfig tls(@Nullable KeyManagerFactory keys) {
        MqttClientSslConfigBuilder tls =
                MqttClientSslConfig.builder()
                        .trustManagerFactory(trust)
                        .handshakeTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return keys == null ? tls.build() : tls.keyManagerFactory(keys).build();
    }
}
