// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hivemq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import io.muster.acl.hivemq.FakeHook.Answer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HookIT extends HookedBroker {

    static Stream<Answer> everythingButAnAllow() {
        return Stream.of(
                FakeHook.DENY,
                Answer.ok("{\"decision\":\"ALLOW\",\"session\":\"s\"}"),
                Answer.ok("{\"decision\":true,\"session\":\"s\"}"),
                Answer.ok("{\"decision\":[\"allow\"],\"session\":\"s\"}"),
                Answer.ok("{\"decision\":\"allow\"}"),
                Answer.ok("{\"decision\":\"allow\",\"session\":null}"),
                Answer.ok("{\"decision\":\"allow\",\"session\":\"\"}"),
                Answer.ok("{\"decision\":\"allow\",\"session\":7}"),
                Answer.ok("{\"decision\":\"allow\",\"session\":\"s\",\"expiresAt\":\"soon\"}"),
                Answer.ok("{\"decision\":\"allow\",\"session\":\"s\",\"expiresAt\":1.5}"),
                Answer.ok("{\"decision\":\"allow\",\"session\":\"s\",\"expiresAt\":1}"),
                Answer.ok("{\"decision\":\"deny\",\"decision\":\"allow\",\"session\":\"s\"}"),
                Answer.ok("{\"decision\":\"allow\",\"session\":\"s\"} trailing"),
                Answer.ok("{\"decision\":\"allow\",\"session\":\"" + "s".repeat(100_000) + "\"}"),
                Answer.ok("allow"),
                Answer.ok("[]"),
                Answer.ok(""),
                new Answer(204, "", 0),
                new Answer(201, FakeHook.ALLOW_CONNECT.body(), 0),
                new Answer(302, FakeHook.ALLOW_CONNECT.body(), 0),
                new Answer(403, FakeHook.ALLOW_CONNECT.body(), 0),
                new Answer(500, FakeHook.ALLOW_CONNECT.body(), 0),
                new Answer(200, FakeHook.ALLOW_CONNECT.body(), 3_000));
    }

    @ParameterizedTest
    @MethodSource("everythingButAnAllow")
    void onlyAnAllowLetsAClientIn(Answer answer) {
        hook.connectAnswers(answer);

        assertThatThrownBy(() -> broker.client("dev-1").connect())
                .isInstanceOfSatisfying(
                        Mqtt5ConnAckException.class,
                        refusal ->
                                assertThat(refusal.getMqttMessage().getReasonCode())
                                        .isEqualTo(Mqtt5ConnAckReasonCode.NOT_AUTHORIZED));
    }

    static Stream<Answer> everythingButAnAllowedRequest() {
        return Stream.of(
                Answer.ok("{\"decisions\":[\"deny\"]}"),
                Answer.ok("{\"decisions\":[]}"),
                Answer.ok("{\"decisions\":[\"allow\",\"allow\"]}"),
                Answer.ok("{\"decisions\":[true]}"),
                Answer.ok("{\"decisions\":\"allow\"}"),
                Answer.ok("{\"decision\":\"allow\"}"),
                Answer.ok("{}"),
                Answer.ok("allow"),
                Answer.ok(""),
                new Answer(204, "", 0),
                new Answer(500, FakeHook.ALLOW_ONE.body(), 0),
                new Answer(200, FakeHook.ALLOW_ONE.body(), 3_000));
    }

    @ParameterizedTest
    @MethodSource("everythingButAnAllowedRequest")
    void onlyAnAllowLetsAPublishAndASubscriptionPass(Answer answer) {
        var client = broker.client("dev-1");
        client.connect();
        hook.authorizeAnswers(answer);

        assertThatThrownBy(() -> subscribe(client, "d/default/dev-1/#"))
                .isInstanceOfSatisfying(
                        Mqtt5SubAckException.class,
                        refusal ->
                                assertThat(refusal.getMqttMessage().getReasonCodes())
                                        .containsExactly(Mqtt5SubAckReasonCode.NOT_AUTHORIZED));
        assertThat(publish(client, "d/default/dev-1/cert/renew", "x"))
                .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
    }

    @Test
    void theHookHearsWhatItNeedsToKnowAboutAClientAndNothingElse() {
        var client = broker.client("dev-1");
        client.connectWith()
                .simpleAuth()
                .username("shadow-service")
                .password("token".getBytes(UTF_8))
                .applySimpleAuth()
                .willPublish()
                .topic("d/default/dev-1/presence")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload("{}".getBytes(UTF_8))
                .applyWillPublish()
                .userProperties()
                .add("token", "abc")
                .applyUserProperties()
                .send();
        client.disconnect();

        assertThat(hook.connects.getFirst().toString())
                .isEqualTo(
                        "{\"clientId\":\"dev-1\",\"username\":\"shadow-service\",\"password\":\"token\",\"certificate\":null,"
                                + "\"ip\":\"127.0.0.1\",\"listener\":\"devices\",\"protocol\":\"mqtt5\",\"tls\":false,"
                                + "\"will\":{\"topic\":\"d/default/dev-1/presence\",\"qos\":1,\"retain\":true}}");
    }

    @Test
    void aWillThatIsNotAllowedRefusesTheClient() {
        hook.denyTopic("d/default/other/presence");
        var client = broker.client("dev-1");

        assertThatThrownBy(() ->
                        client.connectWith()
                                .willPublish()
                                .topic("d/default/other/presence")
                                .applyWillPublish()
                                .send())
                .isInstanceOf(Mqtt5ConnAckException.class);
    }

    @Test
    void aSharedSubscriptionIsAskedForAsItIs() {
        var client = broker.client("dev-1");
        client.connect();

        subscribe(client, "$share/group/d/+/+/presence");

        client.disconnect();
        assertThat(hook.authorizes.getFirst().toString())
                .isEqualTo(
                        "{\"session\":\"s-1\",\"clientId\":\"dev-1\",\"requests\":[{\"action\":\"subscribe\","
                                + "\"topic\":\"$share/group/d/+/+/presence\",\"qos\":1,\"retain\":false}]}");
    }

    @Test
    void aDeniedPublishReachesNobodyAndEndsTheConnection() throws Exception {
        var publisher = broker.client("dev-1");
        publisher.connect();
        var subscriber = broker.client("dev-2");
        subscriber.connect();
        try (var received = subscriber.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(subscriber, "d/#");
            hook.denyTopic("d/default/dev-2/presence");

            publish(publisher, "d/default/dev-1/presence", "allowed");
            publish(publisher, "d/default/dev-2/presence", "forbidden");

            var first = received.receive(5, TimeUnit.SECONDS).orElseThrow();
            assertThat(first.getPayloadAsBytes()).isEqualTo("allowed".getBytes(UTF_8));
            assertThat(received.receive(300, TimeUnit.MILLISECONDS)).isEmpty();
        }
        assertThat(publisher.getState().isConnected()).isFalse();
        subscriber.disconnect();
    }

    @Test
    void publishesOfAClientStayInOrder() throws Exception {
        var client = broker.client("dev-1");
        client.connect();
        try (var received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(client, "o/#");

            var count = 200;
            IntStream.range(0, count)
                    .forEach(i -> {
                        var _ =
                                client.toAsync()
                                        .publishWith()
                                        .topic("o/" + i % 3)
                                        .qos(MqttQos.AT_LEAST_ONCE)
                                        .payload(Integer.toString(i).getBytes(UTF_8))
                                        .send();
                    });

            for (var i = 0; i < count; i++) {
                var message = received.receive(5, TimeUnit.SECONDS).orElseThrow();
                assertThat(new String(message.getPayloadAsBytes(), UTF_8))
                        .isEqualTo(Integer.toString(i));
            }
        }
        client.disconnect();
    }

    @Test
    void aConnectionEndsWithItsCredentials() throws Exception {
        var expiry = Instant.now().getEpochSecond() + 2;
        hook.connectAnswers(
                Answer.ok(
                        "{\"decision\":\"allow\",\"session\":\"s\",\"expiresAt\":" + expiry + "}"));
        var client = broker.client("dev-1");
        client.connect();

        assertThat(client.getState().isConnected()).isTrue();
        Thread.sleep(3_000);
        assertThat(client.getState().isConnected()).isFalse();
    }

    private static void subscribe(Mqtt5BlockingClient client, String filter) {
        client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    private static Mqtt5PubAckReasonCode publish(
            Mqtt5BlockingClient client, String topic, String payload) {
        try {
            client.publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(payload.getBytes(UTF_8))
                    .send();
            return Mqtt5PubAckReasonCode.SUCCESS;
        } catch (Mqtt5PubAckException e) {
            return e.getMqttMessage().getReasonCode();
        }
    }
}
