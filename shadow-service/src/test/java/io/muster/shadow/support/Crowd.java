// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Many devices over one connection, which keep account of every answer. The tokens of a device's
 * reports are their numbers.
 */
public final class Crowd implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    // Fewer than a broker keeps for a service that is away.
    private static final int UNDER_WAY = 200;
    private static final int PATIENCE_SECONDS = 60;

    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final Map<String, NavigableMap<Long, Long>> versions = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> deltas = new ConcurrentHashMap<>();
    private final List<String> contradictions = new CopyOnWriteArrayList<>();
    private final Mqtt3AsyncClient client =
            Mqtt3Client.builder()
                    .identifier("crowd")
                    .serverHost("127.0.0.1")
                    .serverPort(SharedBroker.port())
                    .buildAsync();

    private Crowd() {}

    /** Connects it; returns when it hears all that devices are told. */
    public static Crowd connect() {
        var crowd = new Crowd();
        crowd.client.connect().join();
        crowd.listen("update/accepted", crowd::accepted);
        crowd.listen("update/rejected", crowd::rejected);
        crowd.listen("delta", (device, delta) -> crowd.deltas.merge(device, delta, Crowd::newer));
        return crowd;
    }

    private interface Listener {

        void heard(String device, JsonNode message);
    }

    private void listen(String topic, Listener listener) {
        client.subscribeWith()
                .topicFilter("d/default/+/shadow/default/" + topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> listener.heard(device(message), json(message)))
                .send()
                .join();
    }

    /** Sends a report; waits while too many are under way. */
    public void report(String device, long number) throws InterruptedException {
        if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("No answers any more.");
        }
        client.publishWith()
                .topic("d/default/" + device + "/shadow/default/update")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(
                        "{\"state\":{\"reported\":{\"n\":%d}},\"clientToken\":\"%d\"}"
                                .formatted(number, number)
                                .getBytes(StandardCharsets.UTF_8))
                .send();
    }

    /** The versions that a device's reports were told to have made, by their numbers. */
    public NavigableMap<Long, Long> versions(String device) {
        return versions.computeIfAbsent(device, _ -> new ConcurrentSkipListMap<>());
    }

    /** How many reports were accepted. */
    public long accepted() {
        return versions.values().stream().mapToLong(Map::size).sum();
    }

    /** The newest delta of each device. */
    public Map<String, JsonNode> deltas() {
        return deltas;
    }

    /** Answers that were refusals, or told something else than before of the same report. */
    public List<String> contradictions() {
        return contradictions;
    }

    private void accepted(String device, JsonNode answer) {
        long version = answer.get("version").longValue();
        var earlier =
                versions(device)
                        .putIfAbsent(Long.parseLong(answer.get("clientToken").asText()), version);
        if (earlier == null) {
            room.release();
        } else if (earlier != version) {
            contradictions.add(device + " was told version " + earlier + " and then " + answer);
        }
    }

    private void rejected(String device, JsonNode answer) {
        contradictions.add(device + " was refused: " + answer);
    }

    private static JsonNode newer(JsonNode one, JsonNode other) {
        return other.get("version").longValue() >= one.get("version").longValue() ? other : one;
    }

    private static String device(Mqtt3Publish message) {
        return message.getTopic().getLevels().get(2);
    }

    private static JsonNode json(Mqtt3Publish message) {
        try {
            return JSON.readTree(message.getPayloadAsBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
