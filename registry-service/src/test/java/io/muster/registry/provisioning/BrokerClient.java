// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Paho, which asks for certificates over MQTT 3.1.1 and hears the answers to its own questions. */
final class BrokerClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int AT_LEAST_ONCE = 1;

    private final MqttClient client;
    private final String root;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    /** What came, and where below the client's own topics. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Answer(String rest, byte[] payload) {

        JsonNode json() {
            try {
                return JSON.readTree(payload);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private BrokerClient(MqttClient client, String root) {
        this.client = client;
        this.root = root;
    }

    /** The holder of a claim, by its client id. */
    static BrokerClient holder(String clientId) {
        return connect(clientId, "p/default/" + clientId + "/");
    }

    static BrokerClient device(String id) {
        return connect(id, "d/default/" + id + "/");
    }

    private static BrokerClient connect(String clientId, String root) {
        var config = ConfigProvider.getConfig();
        var broker =
                "tcp://%s:%d"
                        .formatted(
                                config.getValue("muster.mqtt.host", String.class),
                                config.getValue("muster.mqtt.port", Integer.class));
        try {
            var mqtt = new MqttClient(broker, clientId, new MemoryPersistence());
            mqtt.connect();
            var client = new BrokerClient(mqtt, root);
            mqtt.subscribe(
                    root + "#",
                    AT_LEAST_ONCE,
                    (topic, message) -> client.hear(topic, message.getPayload()));
            return client;
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hear(String topic, byte[] payload) {
        var rest = topic.substring(root.length());
        if (rest.endsWith("/accepted") || rest.endsWith("/rejected")) {
            answers.add(new Answer(rest, payload));
        }
    }

    Answer ask(String rest, String payload) {
        return ask(rest, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks and waits for the answer. */
    Answer ask(String rest, byte[] payload) {
        send(rest, payload);
        return next();
    }

    void send(String rest, byte[] payload) {
        try {
            client.publish(root + rest, payload, AT_LEAST_ONCE, false);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer next() {
        try {
            var answer = answers.poll(20, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no answer came");
            }
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean heardMore() {
        return !answers.isEmpty();
    }

    @Override
    public void close() {
        try {
            client.disconnect();
            client.close();
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }
}
