// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.crt.iot.MqttRequestResponseClientOptions;
import software.amazon.awssdk.crt.iot.SubscriptionStatusEventType;
import software.amazon.awssdk.crt.mqtt5.Mqtt5Client;
import software.amazon.awssdk.iot.AwsIotMqtt5ClientBuilder;
import software.amazon.awssdk.iot.V2ClientStreamOptions;
import software.amazon.awssdk.iot.iotshadow.IotShadowV2Client;
import software.amazon.awssdk.iot.iotshadow.model.DeleteNamedShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.GetNamedShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.NamedShadowDeltaUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.NamedShadowUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.ShadowDeltaUpdatedEvent;
import software.amazon.awssdk.iot.iotshadow.model.ShadowState;
import software.amazon.awssdk.iot.iotshadow.model.ShadowUpdatedEvent;
import software.amazon.awssdk.iot.iotshadow.model.UpdateNamedShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.UpdateShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.V2ErrorResponse;
import software.amazon.awssdk.iot.iotshadow.model.V2ErrorResponseException;

/** AWS IoT's second SDK for Java, as it is, over mosquitto with mutual TLS and MQTT 5. */
@QuarkusTest
@TestProfile(AliasProfile.OnMosquitto.class)
@Tag("interop")
class AwsJavaSdk2QuarkusTest {

    private static final String NAME = "cfg";

    private RealThing thing;
    private Mqtt5Client mqtt;
    private IotShadowV2Client shadows;

    @BeforeAll
    static void requireMosquitto() {
        Mosquitto.require();
    }

    @BeforeEach
    void connect() throws Exception {
        AliasReady.await();
        thing = RealThing.make();
        try (var builder =
                AwsIotMqtt5ClientBuilder.newDirectMqttBuilderWithMtlsFromPath(
                        "localhost", thing.certificate(), thing.key())) {
            mqtt =
                    builder.withCertificateAuthorityFromPath(null, thing.ca())
                            .withPort((long) thing.port())
                            .withClientId(thing.id())
                            .build();
        }
        mqtt.start();
        shadows =
                IotShadowV2Client.newFromMqtt5(
                        mqtt,
                        MqttRequestResponseClientOptions.builder()
                                .withMaxRequestResponseSubscriptions(8)
                                .withMaxStreamingSubscriptions(4)
                                .withOperationTimeoutSeconds(15)
                                .build());
    }

    @AfterEach
    void disconnect() {
        shadows.close();
        mqtt.stop();
        mqtt.close();
    }

    @Test
    void case45ANamedShadowsLife() throws Exception {
        assertThat(refusal(shadows.getNamedShadow(get())))
                .satisfies(e -> assertThat(e.code).isEqualTo(404))
                .satisfies(
                        e -> assertThat(e.message).isEqualTo("No shadow exists with name: 'cfg'"));
        var deltas = new LinkedBlockingQueue<ShadowDeltaUpdatedEvent>();
        var documents = new LinkedBlockingQueue<ShadowUpdatedEvent>();
        try (var ignored = deltaStream(deltas);
                var alsoIgnored = documentStream(documents)) {
            var first = answer(shadows.updateNamedShadow(update("on", null)));
            assertThat(first.version).isEqualTo(1);
            assertThat(first.timestamp).isNotNull();
            assertThat(next(deltas).state).containsEntry("led", "on");
            assertThat(next(documents).current.version).isEqualTo(1);

            var shown = answer(shadows.getNamedShadow(get()));
            assertThat(shown.state.delta).containsEntry("led", "on");

            var second = answer(shadows.updateNamedShadow(update("off", 1)));
            assertThat(second.version).isEqualTo(2);
            assertThat(next(documents).previous.version).isEqualTo(1);
            assertThat(refusal(shadows.updateNamedShadow(update("on", 1))).code).isEqualTo(409);
        }
        var deleted = answer(shadows.deleteNamedShadow(delete()));
        assertThat(deleted.version).isEqualTo(2);
        assertThat(answer(shadows.updateNamedShadow(update("on", null))).version).isEqualTo(4);
    }

    @Test
    void case45TheClassicShadow() throws Exception {
        var request = new UpdateShadowRequest();
        request.thingName = thing.id();
        request.state = wish("on");

        assertThat(answer(shadows.updateShadow(request)).version).isEqualTo(1);
        assertThat(DataPlane.state(thing.id())).startsWith("{\"desired\":{\"led\":\"on\"}");
    }

    private AutoCloseable deltaStream(BlockingQueue<ShadowDeltaUpdatedEvent> events)
            throws InterruptedException {
        var request = new NamedShadowDeltaUpdatedSubscriptionRequest();
        request.thingName = thing.id();
        request.shadowName = NAME;
        var subscribed = new CountDownLatch(1);
        var stream =
                shadows.createNamedShadowDeltaUpdatedStream(request, options(events, subscribed));
        stream.open();
        assertThat(subscribed.await(15, TimeUnit.SECONDS)).isTrue();
        return stream;
    }

    private AutoCloseable documentStream(BlockingQueue<ShadowUpdatedEvent> events)
            throws InterruptedException {
        var request = new NamedShadowUpdatedSubscriptionRequest();
        request.thingName = thing.id();
        request.shadowName = NAME;
        var subscribed = new CountDownLatch(1);
        var stream = shadows.createNamedShadowUpdatedStream(request, options(events, subscribed));
        stream.open();
        assertThat(subscribed.await(15, TimeUnit.SECONDS)).isTrue();
        return stream;
    }

    private static <T> V2ClientStreamOptions<T> options(
            BlockingQueue<T> events, CountDownLatch subscribed) {
        return V2ClientStreamOptions.<T>builder()
                .withStreamEventHandler(events::add)
                .withSubscriptionEventHandler(event -> {
                    if (event.getType() == SubscriptionStatusEventType.SUBSCRIPTION_ESTABLISHED) {
                        subscribed.countDown();
                    }
                })
                .build();
    }

    private UpdateNamedShadowRequest update(String led, Integer version) {
        var request = new UpdateNamedShadowRequest();
        request.thingName = thing.id();
        request.shadowName = NAME;
        request.state = wish(led);
        request.version = version;
        return request;
    }

    private static ShadowState wish(String led) {
        var state = new ShadowState();
        state.desired = new HashMap<>(Map.of("led", led));
        return state;
    }

    private GetNamedShadowRequest get() {
        var request = new GetNamedShadowRequest();
        request.thingName = thing.id();
        request.shadowName = NAME;
        return request;
    }

    private DeleteNamedShadowRequest delete() {
        var request = new DeleteNamedShadowRequest();
        request.thingName = thing.id();
        request.shadowName = NAME;
        return request;
    }

    private static <T> T answer(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private static V2ErrorResponse refusal(CompletableFuture<?> future) {
        var refused = new V2ErrorResponse[1];
        assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        V2ErrorResponseException.class, e -> refused[0] = e.getModeledError());
        return refused[0];
    }

    private static <T> T next(BlockingQueue<T> events) throws InterruptedException {
        var event = events.poll(15, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }
}
