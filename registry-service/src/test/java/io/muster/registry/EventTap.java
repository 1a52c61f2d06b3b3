// SPDX-License-Identifier: Apache-2.0
package io.muster.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hears what the registry tells, and speaks for devices, at the test's broker. */
public final class EventTap implements AutoCloseable {

    /** The broker's own port, where the service has another way to it. */
    static final String PORT = "registry.test.broker-port";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mqtt5BlockingClient client;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    private EventTap(Mqtt5BlockingClient client) {
        this.client = client;
    }

    /** An event and when it came. */
    public record Heard(JsonNode event, long nanos) {

        public String type() {
            return event.path("type").asText();
        }

        public JsonNode data() {
            return event.path("data");
        }

        public long sequence() {
            return Long.parseLong(event.path("sequence").asText());
        }
    }

    /** Listens to the registry's events of the tenant {@code default}. */
    public static EventTap open() {
        var config = ConfigProvider.getConfig();
        var client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier("tap-" + UUID.randomUUID())
                        .serverHost(config.getValue("muster.mqtt.host", String.class))
                        .serverPort(
                                config.getOptionalValue(PORT, Integer.class)
                                        .orElseGet(() ->
                                                config.getValue("muster.mqtt.port", Integer.class)))
                        .buildBlocking();
        client.connect();
        var tap = new EventTap(client);
        client.toAsync()
                .subscribeWith()
                .topicFilter("events/default/registry/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(tap::hear)
                .send()
                .join();
        return tap;
    }

    private void hear(Mqtt5Publish publish) {
        try {
            heard.add(new Heard(JSON.readTree(publish.getPayloadAsBytes()), System.nanoTime()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was heard so far. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** What was heard of a device so far. */
    public List<Heard> of(String device) {
        return heard.stream().filter(about(device)).toList();
    }

    private static Predicate<Heard> about(String device) {
        return event -> event.data().path("device").asText().equals(device);
    }

    /** Announces presence in the name of a device. */
    public void say(String device, String payload) {
        publish(
                device,
                "presence",
                MqttQos.AT_LEAST_ONCE,
                payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a heartbeat in the name of a device. */
    public void beat(String device, String payload) {
        publish(
                device,
                "heartbeat",
                MqttQos.AT_MOST_ONCE,
                payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Publishes in the name of a device. */
    public void publish(String device, String rest, MqttQos qos, byte[] payload) {
        client.publishWith()
                .topic("d/default/" + device + "/" + rest)
                .qos(qos)
                .payload(payload)
                .send();
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
