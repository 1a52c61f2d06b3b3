// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.sandbox.device.SimulatedDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Publishes the drill's updates as one device, as fast as the broker takes them, and writes down
 * what it is told.
 */
final class Recorder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatedDevice device;
    private final History history;
    private final Map<String, Update> byToken = new ConcurrentHashMap<>();
    private final String accepted;
    private final String rejected;

    Recorder(SimulatedDevice device, History history) {
        this.device = device;
        this.history = history;
        this.accepted = device.topics().topic("shadow/default/update/accepted");
        this.rejected = device.topics().topic("shadow/default/update/rejected");
        device.tap(this::receive);
    }

    /**
     * Hands all updates to the MQTT client in order; the client keeps no more in flight than the
     * broker allows.
     */
    void publish(int updates) {
        updates(updates).forEach(update -> publish(update, message(update)));
    }

    /** Hands all updates to the MQTT client as a bad network would, each with its number. */
    void publishShuffled(int updates, RandomGenerator random) {
        Shuffle.of(updates(updates), random)
                .forEach(update -> publish(update, message(update).put("seq", update.number())));
    }

    private List<Update> updates(int count) {
        var updates =
                IntStream.rangeClosed(1, count)
                        .mapToObj(number -> new Update(device.deviceId(), number))
                        .toList();
        updates.forEach(update -> byToken.put(update.token(), update));
        updates.forEach(history::sent);
        return updates;
    }

    private void publish(Update update, ObjectNode message) {
        var payload = message.toString().getBytes(StandardCharsets.UTF_8);
        var _ =
                device.session()
                        .publish("shadow/default/update", payload)
                        .thenRun(() -> history.confirmed(update));
    }

    private static ObjectNode message(Update update) {
        var message = JsonNodeFactory.instance.objectNode().put("clientToken", update.token());
        message.putObject("state")
                .putObject("reported")
                .put(update.mark(), update.number())
                .put("last", update.number());
        return message;
    }

    private void receive(String topic, byte[] payload) {
        if (topic.equals(accepted)) {
            answered(payload, this::accepted);
        } else if (topic.equals(rejected)) {
            answered(
                    payload,
                    (update, answer) -> history.rejected(update, answer.path("message").asText()));
        }
    }

    private void accepted(Update update, JsonNode answer) {
        if (answer.path("stale").asBoolean()) {
            history.superseded(update);
        } else {
            history.accepted(update, answer.path("version").asLong());
        }
    }

    private void answered(byte[] payload, BiConsumer<Update, JsonNode> note) {
        try {
            var answer = JSON.readTree(payload);
            var update = byToken.get(answer.path("clientToken").asText());
            if (update != null) {
                note.accept(update, answer);
            }
        } catch (IOException e) {
            // Not an answer to anything of ours: the update stays unanswered, and the checker says
            // so.
        }
    }
}
