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

/** The broker's TLS listener and whom a device trusts to be it. */
public record MqttEndpoint(String host, int port, TrustManagerFactory trust) {

    /**
     * Generous on purpose: on a loaded machine a handshake of several seconds is slow, not broken.
     */
    static final int TIMEOUT_SECONDS = 30;

    /** How to reach the broker, with or without a client certificate. */
    public MqttClientTransportConfig transport(@Nullable KeyManagerFactory keys) {
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
