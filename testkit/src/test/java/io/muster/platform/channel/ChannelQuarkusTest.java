// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.muster.testkit.FaultProxy;
import io.muster.testkit.SharedBroker;
import io.muster.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChannelQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DEVICES = 20;
    private static final int EACH = 15;

    @Inject ProbeChannel channel;
    FaultProxy proxy;

    private final String tenant = "t" + UUID.randomUUID();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private Mqtt3AsyncClient device;

    @BeforeEach
    void connect() {
        device =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier("device-" + UUID.randomUUID())
                        .serverHost("127.0.0.1")
                        .serverPort(SharedBroker.port())
                        .buildAsync();
        device.connect().join();
        device.subscribeWith()
                .topicFilter("d/" + tenant + "/+/probe/accepted")
                .callback(
                        p -> answers.add(new String(p.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                .send()
                .join();
        await().atMost(PATIENCE).until(() -> ready() == 200);
    }

    @AfterEach
    void disconnect() {
        proxy.heal();
        device.disconnect().join();
    }

    @Test
    void handlesDevicesSideBySideAndEachInOrder() {
        publishAll();

        await().atMost(PATIENCE).until(() -> answers.size() >= DEVICES * EACH);
        // The probe notes a message just after its answer left.
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        IntStream.range(0, DEVICES)
                                .forEach(d ->
                                        assertThat(channel.of(topic(d))).isEqualTo(numbers())));
        assertThat(channel.mostAtOnce.get()).isGreaterThan(1);
    }

    @Test
    void losesNothingWhenTheConnectionIsCutAndHandlersFail() {
        channel.failures.set(20);
        publishAll();
        for (int cut = 0; cut < 3; cut++) {
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            proxy.cut();
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        IntStream.range(0, DEVICES)
                                .forEach(d ->
                                        assertThat(channel.of(topic(d)).stream().distinct())
                                                .containsExactlyElementsOf(numbers())));
        await().atMost(PATIENCE).until(() -> answers.stream().distinct().count() == EACH);
    }

    @Test
    void isUnreadyWhileTheBrokerIsAway() {
        proxy.refuse();
        proxy.cut();
        await().atMost(PATIENCE).until(() -> ready() == 503);
        given().get("/q/health/ready").then().body(containsString("probe-requests"));

        proxy.heal();
        await().atMost(PATIENCE).until(() -> ready() == 200);
    }

    @Test
    void countsMessages() {
        publish(0, "1");
        await().atMost(PATIENCE).until(() -> answers.size() == 1);

        given().get("/q/metrics")
                .then()
                .body(
                        containsString(
                                "channel_messages_total{channel=\"probe-requests\",outcome=\"processed\"}"))
                .body(containsString("channel_inflight{channel=\"probe-requests\"}"))
                .body(containsString("channel_connects_total{channel=\"probe-replies\"}"));
    }

    @Test
    void takesTheSameMessagesOverHttp() {
        push().contentType("application/cloudevents+json")
                .body(event("a"))
                .post()
                .then()
                .statusCode(204);
        push().contentType("application/cloudevents-batch+json")
                .body("[" + event("b") + "," + event("c") + "]")
                .post()
                .then()
                .statusCode(204);
        push().headers("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/b", "ce-type", "t")
                .header("ce-subject", topic(0))
                .contentType("application/json")
                .body("\"d\"")
                .post()
                .then()
                .statusCode(204);

        assertThat(channel.of(topic(0))).containsExactly("\"a\"", "\"b\"", "\"c\"", "\"d\"");
    }

    @Test
    void saysThatAPushFailedSoThatItIsPushedAgain() {
        channel.failures.set(1);
        push().contentType("application/cloudevents+json")
                .body(event("a"))
                .post()
                .then()
                .statusCode(503);
        push().contentType("application/cloudevents+json")
                .body(event("a"))
                .post()
                .then()
                .statusCode(204);

        assertThat(channel.of(topic(0))).containsExactly("\"a\"");
    }

    @Test
    void refusesPushesThatCouldNotHaveComeFromTheBroker() {
        var cloudEvent = push().contentType("application/cloudevents+json");
        cloudEvent.body(event("a").replace("/probe", "/other")).post().then().statusCode(422);
        cloudEvent
                .body("{}")
                .post()
                .then()
                .statusCode(400)
                .body("detail", equalTo("The specversion is not 1.0."));
        push().contentType("application/json").body("{}").post().then().statusCode(400);
        push().basePath("/channels/nothing")
                .contentType("application/json")
                .body("{}")
                .post()
                .then()
                .statusCode(404);
        assertThat(channel.of(topic(0))).isEmpty();
    }

    @Test
    void refusesPushesOfAnybodyButServices() {
        var stranger =
                given().basePath("/channels/probe-requests")
                        .contentType("application/cloudevents+json")
                        .body(event("a"));
        stranger.post().then().statusCode(401);
        stranger.auth().oauth2(TestTokens.of("operator")).post().then().statusCode(403);
    }

    @Test
    void refusesPushesOfServicesThatAreNotNamed() {
        given().basePath("/channels/probe-requests")
                .contentType("application/cloudevents+json")
                .auth()
                .oauth2(TestTokens.service("shadow-service"))
                .body(event("a"))
                .post()
                .then()
                .statusCode(403);
        assertThat(channel.of(topic(0))).isEmpty();
    }

    private RequestSpecification push() {
        return given().basePath("/channels/probe-requests")
                .auth()
                .oauth2(TestTokens.service("ota-service"));
    }

    private String event(String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/b\",\"type\":\"t\",\"subject\":\"%s\",\"data\":\"%s\"}"
                .formatted(topic(0), data);
    }

    private void publishAll() {
        for (int n = 1; n <= EACH; n++) {
            for (int d = 0; d < DEVICES; d++) {
                publish(d, Integer.toString(n));
            }
        }
    }

    private void publish(int number, String payload) {
        device.publishWith()
                .topic(topic(number))
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private String topic(int number) {
        return "d/" + tenant + "/dev" + number + "/probe";
    }

    private static List<String> numbers() {
        return IntStream.rangeClosed(1, EACH).mapToObj(Integer::toString).toList();
    }

    private static int ready() {
        return given().get("/q/health/ready").statusCode();
    }
}
