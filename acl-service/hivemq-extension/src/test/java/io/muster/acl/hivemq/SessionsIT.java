// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import io.muster.acl.hivemq.FakeHook.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionsIT extends HookedBroker {

    @Test
    void row24ARefusedSharedSubscriptionDeliversNothing() throws Exception {
        var shared = "$share/group/d/#";
        hook.denyTopic(shared);
        var subscriber = broker.client("dev-1");
        subscriber.connect();
        try (var received = subscriber.publishes(MqttGlobalPublishFilter.ALL)) {
            assertThatThrownBy(() ->
                            subscriber
                                    .subscribeWith()
                                    .addSubscription()
                                    .topicFilter(shared)
                                    .qos(MqttQos.AT_LEAST_ONCE)
                                    .applySubscription()
                                    .addSubscription()
                                    .topicFilter("allowed")
                                    .qos(MqttQos.AT_LEAST_ONCE)
                                    .applySubscription()
                                    .send())
                    .isInstanceOf(Mqtt5SubAckException.class);

            publish("d/x");
            publish("allowed");

            assertThat(received.receive(5, TimeUnit.SECONDS))
                    .hasValueSatisfying(
                            message -> assertThat(message.getTopic()).hasToString("allowed"));
            assertThat(received.receive(300, TimeUnit.MILLISECONDS)).isEmpty();
        }
        subscriber.disconnect();
    }

    @Test
    void aClientThatIsRefusedForItsWillChangesNothingForTheOneWhoseNameItUses() throws Exception {
        var end = Instant.now().plusSeconds(3).getEpochSecond();
        hook.connectAnswers(
                Answer.ok(
                        "{\"decision\":\"allow\",\"session\":\"first\",\"expiresAt\":"
                                + end
                                + "}"));
        var first = broker.client("dev-1");
        first.connect();
        hook.connectAnswers(FakeHook.ALLOW_CONNECT);
        hook.denyTopic("forbidden");

        assertThatThrownBy(() ->
                        broker.client("dev-1")
                                .connectWith()
                                .willPublish()
                                .topic("forbidden")
                                .applyWillPublish()
                                .send())
                .isInstanceOf(Mqtt5ConnAckException.class);

        assertThat(first.getState().isConnected()).isTrue();
        awaitEnd(first, end);
    }

    @Test
    void whoeverConnectsAgainIsThereUntilTheNewCredentialsEnd() throws Exception {
        var now = Instant.now().getEpochSecond();
        connectUntil("first", now + 2);
        var second = connectUntil("second", now + 4);

        Thread.sleep(Duration.between(Instant.now(), Instant.ofEpochSecond(now + 3)));
        assertThat(second.getState().isConnected()).isTrue();
        awaitEnd(second, now + 4);
    }

    @Test
    void theHookHearsWhichMqttAClientSpeaks() {
        var client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .serverHost("127.0.0.1")
                        .serverPort(broker.port)
                        .identifier("dev-1")
                        .buildBlocking();
        client.connect();
        client.disconnect();

        assertThat(hook.connects.getFirst().path("protocol").asText()).isEqualTo("mqtt3.1.1");
    }

    private static Mqtt5BlockingClient connectUntil(String session, long end) {
        hook.connectAnswers(
                Answer.ok(
                        "{\"decision\":\"allow\",\"session\":\"%s\",\"expiresAt\":%d}"
                                .formatted(session, end)));
        var client = broker.client("dev-7");
        client.connect();
        return client;
    }

    private static void awaitEnd(Mqtt5BlockingClient client, long end) throws Exception {
        var latest = Instant.ofEpochSecond(end).plusSeconds(1);
        while (client.getState().isConnected() && Instant.now().isBefore(latest)) {
            Thread.sleep(20);
        }
        assertThat(client.getState().isConnected()).isFalse();
        assertThat(Instant.now()).isAfterOrEqualTo(Instant.ofEpochSecond(end).minusMillis(50));
    }

    private static void publish(String topic) {
        var publisher = broker.client("publisher");
        publisher.connect();
        publisher
                .publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("x".getBytes(UTF_8))
                .send();
        publisher.disconnect();
    }
}
