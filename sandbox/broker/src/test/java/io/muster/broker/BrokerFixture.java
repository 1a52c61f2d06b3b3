// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.muster.acl.hivemq.settings.AclSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/** A broker in this JVM. */
final class BrokerFixture implements AutoCloseable {

    private final int port;
    private final Broker broker;

    private BrokerFixture(int port, Broker broker) {
        this.port = port;
        this.broker = broker;
    }

    static BrokerFixture start(Path directory, AclSettings access) throws IOException {
        return start(directory, Optional.of(access), false);
    }

    /** A broker whose sessions and queued messages outlive it, and which is open for everybody. */
    static BrokerFixture startOnDisk(Path directory) throws IOException {
        return start(directory, Optional.empty(), true);
    }

    private static BrokerFixture start(Path directory, Optional<AclSettings> access, boolean onDisk)
            throws IOException {
        var port = freePort();
        var settings = new BrokerSettings(directory, port, onDisk, access, Optional.empty());
        return new BrokerFixture(port, Broker.start(settings));
    }

    static int freePort() throws IOException {
        try (var socket =
                new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    Mqtt5BlockingClient client(String id) {
        return MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .identifier(id)
                .buildBlocking();
    }

    @Override
    public void close() {
        broker.close();
    }
}
