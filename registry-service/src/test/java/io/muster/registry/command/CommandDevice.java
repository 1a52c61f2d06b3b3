// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** A device that speaks MQTT 3.1.1, hears its commands, and answers as a test says. */
final class CommandDevice implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Mqtt3BlockingClient client;
    private final String root;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

    private CommandDevice(Mqtt3BlockingClient client, String id) {
        this.client = client;
        this.root = "d/default/" + id + "/";
    }

    /** Connects, listens for commands, and says that it is there. */
    static CommandDevice connect(String id) {
        var config = ConfigProvider.getConfig();
        var client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier(id)
                        .serverHost(config.getValue("muster.mqtt.host", String.class))
                        .serverPort(config.getValue("muster.mqtt.port", Integer.class))
                        .buildBlocking();
        client.connect();
        var device = new CommandDevice(client, id);
        client.toAsync()
                .subscribeWith()
                .topicFilter(device.root + "cmd")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(device::hear)
                .send()
                .join();
        device.say("presence", "{\"s\":\"online\",\"sid\":\"a\"}");
        return device;
    }

    private void hear(Mqtt3Publish publish) {
        try {
            heard.add(JSON.readTree(publish.getPayloadAsBytes()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next command. */
    JsonNode next() throws InterruptedException {
        var command = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (command == null) {
            throw new AssertionError("no command came");
        }
        return command;
    }

    void say(String rest, String payload) {
        say(rest, payload.getBytes(StandardCharsets.UTF_8));
    }

    void say(String rest, byte[] payload) {
        client.publishWith().topic(root + rest).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
