// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.muster.sandbox.net.LoopbackPort;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The messages of many devices, as fast as the broker takes them. */
final class Load implements AutoCloseable {

    private static final int DEVICES = 50;
    private static final long TIMEOUT_SECONDS = 180;

    private final Mqtt3AsyncClient client;

    private Load(Mqtt3AsyncClient client) {
        this.client = client;
    }

    static Load connect(int port) {
        var client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier("bench-load")
                        .serverHost(LoopbackPort.HOST)
                        .serverPort(port)
                        .buildAsync();
        client.connect().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
        return new Load(client);
    }

    /** Sends so many; the answer completes when the broker has acknowledged them all. */
    CompletableFuture<Void> send(int count) {
        return CompletableFuture.allOf(
                        IntStream.range(0, count)
                                .mapToObj(n -> send("dev-" + n % DEVICES, "m" + n))
                                .toArray(CompletableFuture[]::new))
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    CompletableFuture<?> send(String device, String message) {
        return client.publishWith()
                .topic("d/default/" + device + "/bench")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(message.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    @Override
    public void close() {
        client.disconnect().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    }
}
