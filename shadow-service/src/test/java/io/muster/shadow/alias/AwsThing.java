// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A thing that speaks AWS IoT's protocol and sees every message about its shadows. Apostrophes
 * stand for quotes, here and in what it shows. With each request a second passes.
 */
final class AwsThing implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id = "thing-" + UUID.randomUUID();
    private final String root = config("muster.shadow.alias.prefix") + "/things/" + id + "/shadow/";
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Mqtt3AsyncClient client;
    private final Instant beginning;

    /** A message about the thing's shadows. */
    record Heard(String topic, JsonNode content) {

        /** The content as text, without the token. */
        String shown() {
            return content.toString().replace('"', '\'');
        }
    }

    /** What came of a request, and a delta if there was one. */
    record Reply(Heard answer, List<Heard> deltas) {

        JsonNode content() {
            return answer.content();
        }

        boolean accepted() {
            return answer.topic().endsWith("/accepted");
        }

        String refusal() {
            return content().path("code").asInt() + " " + content().path("message").asText();
        }
    }

    private AwsThing() {
        beginning = SteppedClock.step();
        client =
                Mqtt3Client.builder()
                        .identifier(id)
                        .serverHost("127.0.0.1")
                        .serverPort(Integer.parseInt(config("muster.mqtt.port")))
                        .buildAsync();
    }

    /** One that nobody has heard of before. */
    static AwsThing connect() {
        var thing = new AwsThing();
        // One callback for all filters: each of its own would have a thread of its own.
        thing.client.publishes(MqttGlobalPublishFilter.ALL, m -> thing.heard.add(thing.heard(m)));
        thing.client.connect().join();
        for (var prefix : List.of("", "name/+/")) {
            for (var answer : List.of("accepted", "rejected", "delta", "documents")) {
                thing.listen(thing.root + prefix + "+/" + answer);
            }
        }
        return thing;
    }

    static String config(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }

    void listen(String filter) {
        client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send().join();
    }

    private Heard heard(Mqtt3Publish message) {
        assertThat(message.isRetain()).as("retained").isFalse();
        var topic = message.getTopic().toString();
        var rest = topic.startsWith(root) ? topic.substring(root.length()) : topic;
        return new Heard(rest, json(message.getPayloadAsBytes()));
    }

    static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return id;
    }

    String topic(String rest) {
        return root + rest;
    }

    static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /** Publishes below the thing's root and waits for nothing. */
    void send(String rest, byte[] payload) {
        publish(root + rest, payload);
    }

    void publish(String topic, byte[] payload) {
        client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send().join();
    }

    Reply ask(String operation, String payload) {
        return ask(operation, bytes(payload));
    }

    Reply ask(String operation, byte[] payload) {
        SteppedClock.step();
        send(operation, payload);
        var deltas = new ArrayList<Heard>();
        var next = next();
        while (next.topic().endsWith("/delta")) {
            deltas.add(next);
            next = next();
        }
        assertThat(next.topic()).isIn(operation + "/accepted", operation + "/rejected");
        return new Reply(next, deltas);
    }

    /** An update that has to be accepted: delta, if any, accepted and documents of one version. */
    Reply updated(String body) {
        return updated("", body);
    }

    Reply updated(String prefix, String body) {
        var reply = ask(prefix + "update", body);
        assertThat(reply.accepted()).as(reply.answer().shown()).isTrue();
        var documents = next();
        assertThat(documents.topic()).isEqualTo(prefix + "update/documents");
        var version = reply.content().get("version");
        assertThat(documents.content().at("/current/version")).isEqualTo(version);
        reply.deltas()
                .forEach(delta -> assertThat(delta.content().get("version")).isEqualTo(version));
        return reply;
    }

    Reply desired(String patch) {
        return updated("{'state':{'desired':%s}}".formatted(patch));
    }

    Reply reported(String patch) {
        return updated("{'state':{'reported':%s}}".formatted(patch));
    }

    /** The thing's classic shadow is updated until it has this version. */
    void atVersion(int version) {
        for (int i = 0; i < version; i++) {
            updated("{'state':{}}");
        }
    }

    JsonNode shadow() {
        var reply = ask("get", "");
        assertThat(reply.accepted()).as(reply.answer().shown()).isTrue();
        return reply.content();
    }

    String state() {
        return shown(shadow().get("state"));
    }

    String metadata() {
        return shown(shadow().get("metadata"));
    }

    long version() {
        return shadow().get("version").asLong();
    }

    /** With {@code T3} for the time of the third request. */
    String shown(JsonNode node) {
        var text = node.toString().replace('"', '\'');
        for (int step = 1; step < 60; step++) {
            text = text.replace("" + beginning.plusSeconds(step).getEpochSecond(), "T" + step);
        }
        return text;
    }

    Heard next() {
        try {
            var next = heard.poll(15, TimeUnit.SECONDS);
            assertThat(next).as("a message").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing more comes for a while. */
    void hearsNothing() {
        try {
            assertThat(heard.poll(700, TimeUnit.MILLISECONDS)).isNull();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
