// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A client that asks for certificates over MQTT 3.1.1 and hears the answers to its own questions.
 */
final class BrokerClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mqtt3BlockingClient client;
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

    private BrokerClient(Mqtt3BlockingClient client, String root) {
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
        var mqtt =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier(clientId)
                        .serverHost(config.getValue("muster.mqtt.host", String.class))
                        .serverPort(config.getValue("muster.mqtt.port", Integer.class))
                        .buildBlocking();
        mqtt.connect();
        var client = new BrokerClient(mqtt, root);
        mqtt.toAsync()
                .subscribeWith()
                .topicFilter(root + "#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(client::hear)
                .send()
                .join();
        return client;
    }

    private void hear(Mqtt3Publish publish) {
        var rest = publish.getTopic().toString().substring(root.length());
        if (rest.endsWith("/accepted") || rest.endsWith("/rejected")) {
            answers.add(new Answer(rest, publish.getPayloadAsBytes()));
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
        client.publishWith().topic(root + rest).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
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
        client.disconnect();
    }
}
