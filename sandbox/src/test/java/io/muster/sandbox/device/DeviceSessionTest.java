// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.muster.sandbox.broker.BrokerOptions;
import io.muster.sandbox.broker.BrokerProcess;
import io.muster.sandbox.net.LoopbackPort;
import io.muster.sandbox.pki.ServerPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A device's session on a real broker with mutual TLS, in each version of MQTT. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceSessionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "test-only";

    private final TestAuthority authority = new TestAuthority("Device CA");
    private final BlockingQueue<JsonNode> presence = new LinkedBlockingQueue<>();
    private BrokerOptions options;
    private BrokerProcess broker;
    private Endpoints endpoints;
    private Mqtt5AsyncClient observer;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        var pki = ServerPki.ensure(Files.createDirectory(directory.resolve("pki")), PASSWORD);
        int tlsPort = LoopbackPort.free();
        options =
                new BrokerOptions(
                        directory.resolve("broker"),
                        directory.resolve("broker.log"),
                        LoopbackPort.free(),
                        new BrokerOptions.Access.OpenForTests(),
                        Optional.of(
                                new BrokerOptions.Tls(
                                        tlsPort,
                                        pki.keyStore(),
                                        PASSWORD,
                                        trustStore(directory),
                                        PASSWORD)),
                        false);
        broker = BrokerProcess.start(options);
        var trust = Certificates.trusting(Certificates.read(pki.caCertificate()));
        endpoints = version -> new MqttEndpoint("localhost", tlsPort, trust, version);
        observe();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void birthAndGoodbyeCarryTheSameSession(MqttVersion version) throws Exception {
        var id = "dev-1-" + version;
        var session = session(id, version);
        session.open().get(30, TimeUnit.SECONDS);
        var birth = next(id, "online");

        session.close();

        assertThat(birth.path("fw").asText()).isEqualTo("1.0.0");
        var goodbye = next(id, "offline");
        assertThat(goodbye.path("sid")).isEqualTo(birth.path("sid"));
        assertThat(goodbye.path("reason").asText()).isEqualTo("sleep");
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceWhoseConnectionIsTakenAwayLeavesItsWill(MqttVersion version) throws Exception {
        var id = "dev-2-" + version;
        try (var session = session(id, version)) {
            session.open().get(30, TimeUnit.SECONDS);
            var birth = next(id, "online");

            client(id).connect().get(30, TimeUnit.SECONDS);

            var will = next(id, "offline");
            assertThat(will.path("sid")).isEqualTo(birth.path("sid"));
            assertThat(will.has("reason")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLostBrokerIsComeBackToUnderANewSessionAndNothingIsForgotten(MqttVersion version)
            throws Exception {
        var id = "dev-3-" + version;
        try (var session = session(id, version)) {
            session.open().get(30, TimeUnit.SECONDS);
            var before = next(id, "online");
            var end = session.nextEnd();

            broker.kill();
            var lost = end.get(30, TimeUnit.SECONDS);
            var pending = session.publish("shadow/default/update", new byte[] {'1'});
            broker = BrokerProcess.start(options);
            observe();

            assertThat(lost.byDevice()).isFalse();
            pending.get(60, TimeUnit.SECONDS);
            assertThat(next(id, "online").path("sid")).isNotEqualTo(before.path("sid"));
            assertThat(session.connected()).isTrue();
        }
    }

    private DeviceSession session(String deviceId, MqttVersion version) {
        return new DeviceSession(
                authority.device(deviceId),
                new DeviceTopics("default", deviceId),
                endpoints.of(version),
                new Presence(() -> "1.0.0"),
                (topic, payload) -> {},
                () -> {},
                false,
                new SplittableRandom(1));
    }

    private void observe() throws Exception {
        observer = client("observer");
        observer.connect().get(30, TimeUnit.SECONDS);
        observer.subscribeWith()
                .topicFilter("d/default/+/presence")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(
                        message -> note(message.getTopic().toString(), message.getPayloadAsBytes()))
                .send()
                .get(30, TimeUnit.SECONDS);
    }

    /** A client without a certificate, on the listener that asks for none. */
    private Mqtt5AsyncClient client(String id) {
        return Mqtt5Client.builder()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(options.port())
                .buildAsync();
    }

    private void note(String topic, byte[] payload) {
        try {
            var seen = (ObjectNode) JSON.readTree(payload);
            presence.add(seen.put("topic", topic));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode next(String deviceId, String state) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            var seen = presence.poll(1, TimeUnit.SECONDS);
            if (seen != null
                    && seen.path("topic").asText().contains("/" + deviceId + "/")
                    && seen.path("s").asText().equals(state)) {
                return seen;
            }
        }
        throw new AssertionError("no " + state + " of " + deviceId);
    }

    private Path trustStore(Path directory) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("devices", authority.certificate());
        var file = directory.resolve("device-ca.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** The broker, in a version of MQTT. */
    @FunctionalInterface
    private interface Endpoints {
        MqttEndpoint of(MqttVersion version);
    }
}
