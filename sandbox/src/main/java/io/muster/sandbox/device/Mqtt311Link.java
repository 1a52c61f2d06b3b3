// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.lifecycle.Mqtt3ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import io.muster.sandbox.device.Refused.Answer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The link of a device that speaks MQTT 3.1.1, where a broker has no words to refuse a message: it
 * ends the connection.
 */
final class Mqtt311Link implements MqttLink {

    private final Mqtt3AsyncClient client;
    private final Owner owner;

    Mqtt311Link(MqttClientTransportConfig transport, String clientId, Owner owner) {
        this.owner = owner;
        this.client =
                Mqtt3Client.builder()
                        .identifier(clientId)
                        .transportConfig(transport)
                        .addConnectedListener(_ -> owner.arrived())
                        .addDisconnectedListener(
                                context -> ended((Mqtt3ClientDisconnectedContext) context))
                        .buildAsync();
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                message ->
                        owner.received(message.getTopic().toString(), message.getPayloadAsBytes()));
    }

    @Override
    public CompletableFuture<Void> connect(Opening opening) {
        return Answers.of(client.connect(packet(opening)), Mqtt311Link::meaning);
    }

    @Override
    public CompletableFuture<Void> subscribe(List<String> filters) {
        var subscribe =
                Mqtt3Subscribe.builder()
                        .addSubscriptions(filters.stream().map(Mqtt311Link::subscription))
                        .build();
        return Answers.of(client.subscribe(subscribe), Mqtt311Link::meaningWhileConnected);
    }

    @Override
    public CompletableFuture<Void> publish(Parcel parcel) {
        return Answers.of(client.publish(packet(parcel)), Mqtt311Link::meaningWhileConnected);
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        return client.disconnect();
    }

    @Override
    public boolean connected() {
        return client.getState().isConnected();
    }

    private void ended(Mqtt3ClientDisconnectedContext context) {
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

    private static Mqtt3Connect packet(Opening opening) {
        return Mqtt3Connect.builder()
                .cleanSession(!opening.keepsSession())
                .keepAlive(MqttEndpoint.KEEP_ALIVE_SECONDS)
                .willPublish(opening.will().map(Mqtt311Link::packet).orElse(null))
                .build();
    }

    private static Mqtt3Publish packet(Parcel parcel) {
        return Mqtt3Publish.builder()
                .topic(parcel.topic())
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(parcel.retain())
                .payload(parcel.payload())
                .build();
    }

    private static Mqtt3Subscription subscription(String filter) {
        return Mqtt3Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build();
    }

    private static Throwable meaning(Throwable failure) {
        return switch (failure) {
            case Mqtt3ConnAckException e ->
                    new Refused(Answer.CONNACK, e.getMqttMessage().getReturnCode(), e);
            case Mqtt3SubAckException e ->
                    new Refused(Answer.SUBACK, e.getMqttMessage().getReturnCodes(), e);
            default -> failure;
        };
    }

    /** A connection that was reset or timed out is not meant: the broker closed it in order. */
    private static Throwable meaningWhileConnected(Throwable failure) {
        boolean closed =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(ConnectionClosedException.class::isInstance);
        return closed ? new Refused(Answer.CLOSE, "of the connection", failure) : meaning(failure);
    }
}
