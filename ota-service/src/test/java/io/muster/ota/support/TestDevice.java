// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.support;

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
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * A device with a client of its own that sees its retained job and says what the test has it say.
 */
public final class TestDevice implements AutoCloseable {

    public static final String PRODUCT = "pump";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final Mqtt3AsyncClient client;
    private final BlockingQueue<Mqtt3Publish> received = new LinkedBlockingQueue<>();

    /** Nobody answers until a test says how: then this is a thread that has not run. */
    private Thread answering = Thread.ofVirtual().unstarted(() -> {});

    private volatile boolean leaving;

    private TestDevice(String id) {
        this.id = id;
        this.client =
                Mqtt3Client.builder()
                        .identifier(id + "-" + UUID.randomUUID())
                        .serverHost("127.0.0.1")
                        .serverPort(SharedBroker.port())
                        .buildAsync();
    }

    /** A device of the tenant {@code default} that is connected and listens. */
    public static TestDevice connect(String id) {
        var device = new TestDevice(id);
        device.client.connect().join();
        device.client
                .subscribeWith()
                .topicFilter("d/default/" + id + "/ota/job")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(device.received::add)
                .send()
                .join();
        return device;
    }

    public String id() {
        return id;
    }

    /** Does this for every job it is told from now on, until it disconnects. */
    public void onEveryJob(BiConsumer<TestDevice, JsonNode> answer) {
        answering = Thread.ofVirtual().start(() -> answerAll(answer));
    }

    private void answerAll(BiConsumer<TestDevice, JsonNode> answer) {
        try {
            while (!leaving) {
                var message = received.poll(50, TimeUnit.MILLISECONDS);
                if (message != null && message.getPayloadAsBytes().length > 0) {
                    answer.accept(this, JSON.readTree(message.getPayloadAsBytes()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next job it is told; an empty payload, which clears the topic, is skipped. */
    public JsonNode job() {
        try {
            for (; ; ) {
                var message = received.poll(20, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("no job for " + id);
                }
                if (message.getPayloadAsBytes().length > 0) {
                    return JSON.readTree(message.getPayloadAsBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says whether it was told anything, within a moment. */
    public boolean toldNothing() {
        try {
            return received.poll(1500, TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says how far it is; {@code version} is what it runs. */
    public void report(JsonNode job, String state, String version) {
        report(job, state, version, "");
    }

    public void report(JsonNode job, String state, String version, String code) {
        publish(
                "ota/report",
                """
                {"jobId":"%s","rev":%d,"state":"%s","progress":50,"version":"%s","code":"%s"}
                """
                        .formatted(
                                job.get("jobId").asText(),
                                job.get("rev").asLong(),
                                state,
                                version,
                                code));
    }

    /** Says what it runs. */
    public void version(String version) {
        publish(
                "ota/version",
                "{\"product\":\"%s\",\"version\":\"%s\"}".formatted(PRODUCT, version));
    }

    /** Does everything that a sound update takes. */
    public void succeed(JsonNode job) {
        var version = job.get("version").asText();
        var before = job.get("previousVersion").asText();
        report(job, "DOWNLOADING", before);
        report(job, "DOWNLOADED", before);
        report(job, "INSTALLING", before);
        report(job, "VERIFYING", version);
        version(version);
        report(job, "SUCCEEDED", version);
    }

    /** Installs and runs the version, and then finds that it does not work. */
    public void fail(JsonNode job) {
        var version = job.get("version").asText();
        report(job, "INSTALLING", job.get("previousVersion").asText());
        report(job, "VERIFYING", version);
        version(version);
        report(job, "FAILED", version, "self-test-failed");
    }

    public void publish(String rest, String payload) {
        client.publishWith()
                .topic("d/default/" + id + "/" + rest)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send()
                .join();
    }

    @Override
    public void close() {
        leaving = true;
        try {
            answering.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        client.disconnect().join();
    }
}
