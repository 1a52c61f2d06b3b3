// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.muster.testkit.SharedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A device with a client of its own that sees everything sent to it. */
public final class TestDevice implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final Mqtt3AsyncClient client;
    private final BlockingQueue<Mqtt3Publish> received = new LinkedBlockingQueue<>();

    private TestDevice(String id) {
        this.id = id;
        this.client =
                Mqtt3Client.builder()
                        .identifier(id)
                        .serverHost("127.0.0.1")
                        .serverPort(SharedBroker.port())
                        .buildAsync();
    }

    /** A device that is connected and subscribed to what concerns its shadows. */
    public static TestDevice connect(String id) {
        var device = new TestDevice(id);
        device.client.connect().join();
        for (var topic :
                new String[] {
                    "get/accepted",
                    "get/rejected",
                    "update/accepted",
                    "update/rejected",
                    "delete/accepted",
                    "delete/rejected",
                    "delta",
                    "documents"
                }) {
            device.subscribe("d/default/" + id + "/shadow/+/" + topic);
        }
        return device;
    }

    /** Hears this as well. */
    public void subscribe(String filter) {
        client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(received::add)
                .send()
                .join();
    }

    public String id() {
        return id;
    }

    /** Publishes on a topic of the shadow {@code default}. */
    public void send(String operation, String payload) {
        send("default", operation, payload.getBytes(StandardCharsets.UTF_8));
    }

    public void send(String shadow, String operation, byte[] payload) {
        publish("d/default/" + id + "/shadow/" + shadow + "/" + operation, payload);
    }

    public void publish(String topic, byte[] payload) {
        client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send().join();
    }

    /** The next message, which must be on this topic below the shadow {@code default}. */
    public JsonNode expect(String topic) {
        return json(expectMessage("default/" + topic).getPayloadAsBytes());
    }

    public Mqtt3Publish expectMessage(String topic) {
        try {
            var message = received.poll(10, TimeUnit.SECONDS);
            assertThat(message).as("a message on " + topic).isNotNull();
            assertThat(message.getTopic() + " " + text(message))
                    .startsWith("d/default/" + id + "/shadow/" + topic + " ");
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event of this kind about this device; all else that comes before it is dropped. */
    public JsonNode expectEvent(String type) {
        try {
            while (true) {
                var message = received.poll(10, TimeUnit.SECONDS);
                assertThat(message).as("an event " + type).isNotNull();
                var event = json(message.getPayloadAsBytes());
                if (message.getTopic().toString().equals("events/default/shadow/" + type)
                        && event.get("subject").asText().equals(id)) {
                    return event.get("data");
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing more comes for a while. */
    public void expectNothing() {
        try {
            var message = received.poll(700, TimeUnit.MILLISECONDS);
            assertThat(message == null ? "" : message.getTopic() + " " + text(message)).isEmpty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String text(Mqtt3Publish message) {
        return new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
