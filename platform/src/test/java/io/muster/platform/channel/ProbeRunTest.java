// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.channel.TopicProbe.Finding;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProbeRunTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<String> filters = new CopyOnWriteArrayList<>();
    private boolean refuses;
    private boolean hangsUp;
    private boolean delivers = true;
    private boolean shares = true;

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private int broker() {
        var server =
                MqttServer.create(vertx, new MqttServerOptions().setHost("127.0.0.1").setPort(0));
        server.endpointHandler(client -> {
            client.subscribeHandler(request -> subscribe(client, request));
            client.publishHandler(message -> publish(client, message));
            client.accept(false);
        });
        return server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private void subscribe(io.vertx.mqtt.MqttEndpoint client, MqttSubscribeMessage request) {
        request.topicSubscriptions().forEach(one -> filters.add(one.topicName()));
        var granted = refuses ? MqttQoS.FAILURE : MqttQoS.AT_LEAST_ONCE;
        client.subscribeAcknowledge(request.messageId(), List.of(granted));
    }

    private void publish(io.vertx.mqtt.MqttEndpoint client, MqttPublishMessage message) {
        if (hangsUp) {
            client.close();
            return;
        }
        client.publishAcknowledge(message.messageId());
        boolean shared = filters.getLast().startsWith("$share/");
        if (shared ? shares : delivers) {
            client.publish(
                    message.topicName(), message.payload(), MqttQoS.AT_LEAST_ONCE, false, false);
        }
    }

    private Finding ask(int port, boolean mayShare) {
        var endpoint =
                new MqttEndpoint(
                        "127.0.0.1", port, Optional.empty(), "svc-probe", true, 10, 1_000, false);
        var context = ((VertxInternal) vertx).createEventLoopContext();
        return Future.<Finding>future(found ->
                        context.runOnContext(_ ->
                                new ProbeRun(vertx, endpoint, "$aws")
                                        .run(Optional.empty(), mayShare)
                                        .onComplete(found)))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void aBrokerMayCarryAllOfIt() {
        assertThat(ask(broker(), true)).isEqualTo(new Finding.Carries(true));
        assertThat(filters.getFirst()).startsWith("$aws/probe/");
        assertThat(filters.getLast()).startsWith("$share/probe-").endsWith("/$aws/probe/+");
    }

    @Test
    void aBrokerMayGrantSharedSubscriptionsAndNeverDeliver() {
        shares = false;

        assertThat(ask(broker(), true)).isEqualTo(new Finding.Carries(false));
    }

    @Test
    void whereNothingIsSharedItIsNotTried() {
        assertThat(ask(broker(), false)).isEqualTo(new Finding.Carries(false));
        assertThat(filters).hasSize(1);
    }

    @Test
    void aBrokerMayHangUp() {
        hangsUp = true;

        assertThat(ask(broker(), true))
                .isEqualTo(new Finding.Refuses("ends the connection of whoever publishes there"));
    }

    @Test
    void aBrokerMayRefuseTheSubscription() {
        refuses = true;

        assertThat(ask(broker(), true))
                .isEqualTo(new Finding.Refuses("refuses subscriptions there"));
    }

    @Test
    void aBrokerMaySwallowMessages() {
        delivers = false;

        assertThat(ask(broker(), true))
                .isEqualTo(new Finding.Refuses("takes messages there and does not deliver them"));
    }

    @Test
    void ofABrokerThatIsNotThereNothingIsKnown() {
        assertThatThrownBy(() -> ask(1, true)).isInstanceOf(CompletionException.class);
    }
}
