// SPDX-License-Identifier: Apache-2.0
package io.muster.broker;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.muster.broker.BrokerSettings.Hook;
import io.muster.broker.BrokerSettings.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/** A broker in this JVM, whose hook a test plays. */
final class BrokerFixture implements AutoCloseable {

    final FakeHook hook;
    final int port;
    final int controlPort;
    private final Broker broker;

    private BrokerFixture(FakeHook hook, int port, int controlPort, Broker broker) {
        this.hook = hook;
        this.port = port;
        this.controlPort = controlPort;
        this.broker = broker;
    }

    static BrokerFixture start(Path directory, Optional<Tls> tls) throws IOException {
        return start(directory, tls, false);
    }

    /** A broker whose sessions and queued messages outlive it. */
    static BrokerFixture startOnDisk(Path directory) throws IOException {
        return start(directory, Optional.empty(), true);
    }

    private static BrokerFixture start(Path directory, Optional<Tls> tls, boolean onDisk)
            throws IOException {
        var hook = FakeHook.start();
        var port = freePort();
        var controlPort = freePort();
        var settings =
                new BrokerSettings(
                        directory,
                        port,
                        onDisk,
                        Optional.of(new Hook(hook.url(), FakeHook.SECRET, controlPort)),
                        tls);
        return new BrokerFixture(hook, port, controlPort, Broker.start(settings));
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
        hook.close();
    }
}
