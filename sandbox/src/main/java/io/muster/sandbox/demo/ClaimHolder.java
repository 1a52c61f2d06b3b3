// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.sandbox.device.MqttEndpoint;
import io.muster.sandbox.device.MqttLink;
import io.muster.sandbox.device.MqttLink.Comeback;
import io.muster.sandbox.device.MqttLink.Opening;
import io.muster.sandbox.device.Parcel;
import io.muster.sandbox.device.SessionEnd;
import io.muster.sandbox.operator.NotObserved;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/** A device that has nothing but the claim that it shares with others. */
final class ClaimHolder implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 30;
    private static final int MOST_ANSWERS = 100;

    private final String topics;
    private final MqttLink link;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>(MOST_ANSWERS);

    private record Answer(String topic, String payload) {}

    ClaimHolder(MqttEndpoint broker, KeyManagerFactory claim, String clientId) {
        this.topics = "p/default/" + clientId + "/";
        this.link = broker.link(clientId, claim, new Listener());
    }

    Attempt connect() throws InterruptedException, NotObserved {
        return Attempt.of("connecting with a claim", link.connect(Opening.plain()));
    }

    /** Asks below its own topics, where it listens first; nothing but a good answer is one. */
    JsonNode ask(String what, JsonNode body) throws InterruptedException, NotObserved, IOException {
        if (!link.connected()) {
            connect().requireAllowed();
            Attempt.of("listening below " + topics, link.subscribe(List.of(topics + "#")))
                    .requireAllowed();
        }
        var payload = body.toString().getBytes(StandardCharsets.UTF_8);
        Attempt.of("asking for " + what, link.publish(new Parcel(topics + what, payload, false)))
                .requireAllowed();
        var answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new NotObserved(what + " was not answered");
        }
        NotObserved.unless(
                answer.topic().equals(topics + what + "/accepted"),
                what + " was answered on " + answer.topic() + ": " + answer.payload());
        return JSON.readTree(answer.payload());
    }

    boolean connected() {
        return link.connected();
    }

    @Override
    public void close() {
        Visitor.leave(link);
    }

    /** It also hears what it asks itself, since that goes below its own topics. */
    private final class Listener implements MqttLink.Owner {

        @Override
        public void arrived() {}

        @Override
        public Optional<Comeback> ended(SessionEnd end, int attempts) {
            return Optional.empty();
        }

        @Override
        public void received(String topic, byte[] payload) {
            if (topic.endsWith("/accepted") || topic.endsWith("/rejected")) {
                var _ =
                        answers.offer(
                                new Answer(topic, new String(payload, StandardCharsets.UTF_8)));
            }
        }
    }
}
