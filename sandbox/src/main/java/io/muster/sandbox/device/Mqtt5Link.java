// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5WillPublish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import io.muster.sandbox.device.Refused.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The link of a device that speaks MQTT 5. */
final class Mqtt5Link implements MqttLink {

    private static final int SESSION_SECONDS = 3600;

    private final Mqtt5AsyncClient client;
    private final Owner owner;

    Mqtt5Link(MqttClientTransportConfig transport, String clientId, Owner owner) {
        this.owner = owner;
        this.client =
                Mqtt5Client.builder()
                        .identifier(clientId)
                        .transportConfig(transport)
                        .addConnectedListener(_ -> owner.arrived())
                        .addDisconnectedListener(
                                context -> ended((Mqtt5ClientDisconnectedContext) context))
                        .buildAsync();
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                message ->
                        owner.received(message.getTopic().toString(), message.getPayloadAsBytes()));
    }

    @Override
    public CompletableFuture<Void> connect(Opening opening) {
        return Answers.of(client.connect(packet(opening)), Mqtt5Link::meaning);
    }

    @Override
    public CompletableFuture<Void> subscribe(List<String> filters) {
        var subscribe =
                Mqtt5Subscribe.builder()
                        .addSubscriptions(filters.stream().map(Mqtt5Link::subscription))
                        .build();
        return Answers.of(client.subscribe(subscribe), Mqtt5Link::meaning);
    }

    /** The future of a refused message completes with the refusal in its result. */
    @Override
    public CompletableFuture<Void> publish(Parcel parcel) {
        var confirmed =
                client.publish(packet(parcel))
                        .thenCompose(result ->
                                result.getError()
                                        .<CompletableFuture<Void>>map(
                                                CompletableFuture::failedFuture)
                                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
        return Answers.of(confirmed, Mqtt5Link::meaning);
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        return client.disconnect();
    }

    @Override
    public boolean connected() {
        return client.getState().isConnected();
    }

    private void ended(Mqtt5ClientDisconnectedContext context) {
        var reconnector = context.getReconnector();
        var end = SessionEnd.of(context.getSource(), meaning(context.getCause()));
        owner.ended(end, reconnector.getAttempts())
                .ifPresent(back ->
                        reconnector
                                .reconnect(true)
                                .connect(packet(back.opening()))
                                .resubscribeIfSessionExpired(false)
                                .republishIfSessionExpired(true)
                                .delay(back.delay().toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Mqtt5Connect packet(Opening opening) {
        return Mqtt5Connect.builder()
                .cleanStart(!opening.keepsSession())
                .sessionExpiryInterval(opening.keepsSession() ? SESSION_SECONDS : 0)
                .keepAlive(MqttEndpoint.KEEP_ALIVE_SECONDS)
                .willPublish(opening.will().map(Mqtt5Link::will).orElse(null))
                .build();
    }

    private static Mqtt5WillPublish will(Parcel will) {
        return packet(will).asWill();
    }

    private static Mqtt5Publish packet(Parcel parcel) {
        return Mqtt5Publish.builder()
                .topic(parcel.topic())
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(parcel.retain())
                .payload(parcel.payload())
                .build();
    }

    private static Mqtt5Subscription subscription(String filter) {
        return Mqtt5Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build();
    }

    private static Throwable meaning(Throwable failure) {
        return switch (failure) {
            case Mqtt5ConnAckException e ->
                    new Refused(Answer.CONNACK, e.getMqttMessage().getReasonCode(), e);
            case Mqtt5PubAckException e ->
                    new Refused(Answer.PUBACK, e.getMqttMessage().getReasonCode(), e);
            case Mqtt5SubAckException e ->
                    new Refused(Answer.SUBACK, e.getMqttMessage().getReasonCodes(), e);
            case Mqtt5DisconnectException e ->
                    new Refused(Answer.DISCONNECT, e.getMqttMessage().getReasonCode(), e);
            default -> failure;
        };
    }
}
