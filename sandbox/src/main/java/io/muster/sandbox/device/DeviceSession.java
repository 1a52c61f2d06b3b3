// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * A device's life on the broker: connects with mutual TLS and a Will, subscribes, announces itself,
 * and comes back with jittered exponential backoff until it is closed. Each connection is a clean
 * session with its own session id; what the device missed is asked for again on arrival, not queued
 * at the broker. QoS 1 messages that were not confirmed before a connection broke are sent again on
 * the next.
 */
public final class DeviceSession implements AutoCloseable {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int SESSION_SECONDS = 3600;

    private final DeviceTopics topics;
    private final boolean keepsSession;
    private final RandomGenerator random;
    private final Runnable arrived;
    private final Presence presence;
    private final Mqtt5AsyncClient client;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private CompletableFuture<SessionEnd> nextEnd = new CompletableFuture<>();
    private volatile boolean wanted = true;
    private volatile String sessionId = UUID.randomUUID().toString();

    /**
     * A session that is not open yet.
     *
     * @param arrived runs after every successful arrival, on a thread of the client
     */
    DeviceSession(
            DeviceIdentity identity,
            DeviceTopics topics,
            MqttEndpoint broker,
            Presence presence,
            Inbox inbox,
            Runnable arrived,
            boolean keepsSession,
            RandomGenerator random) {
        this.topics = topics;
        this.presence = presence;
        this.arrived = arrived;
        this.keepsSession = keepsSession;
        this.random = random;
        this.client =
                Mqtt5Client.builder()
                        .identifier(identity.deviceId())
                        .transportConfig(broker.transport(identity.keyManagers()))
                        .addConnectedListener(context -> arrive())
                        .addDisconnectedListener(
                                context -> ended((Mqtt5ClientDisconnectedContext) context))
                        .buildAsync();
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                message ->
                        inbox.receive(message.getTopic().toString(), message.getPayloadAsBytes()));
    }

    /**
     * Completes when the device has connected, subscribed and announced itself, however many
     * attempts that takes.
     */
    public CompletableFuture<Void> open() {
        var _ =
                client.connect(connect())
                        .whenComplete((ack, failure) -> {
                            if (failure != null) {
                                opened.completeExceptionally(failure);
                            }
                        });
        return opened;
    }

    /**
     * Publishes with QoS 1 below the device's root; completes when the broker has confirmed it,
     * exceptionally when it refused.
     */
    public CompletableFuture<Void> publish(String rest, byte[] payload) {
        return send(topics.topic(rest), payload, false);
    }

    /** Whether the device is connected now. */
    public boolean connected() {
        return client.getState().isConnected();
    }

    /** Completes at the next end of a connection or of an attempt to connect. */
    public synchronized CompletableFuture<SessionEnd> nextEnd() {
        return nextEnd;
    }

    /** Says goodbye and stays away. */
    @Override
    public void close() {
        wanted = false;
        if (connected()) {
            await(
                    send(topics.topic("presence"), presence.goodbye(sessionId), true)
                            .handle((sent, failure) -> null)
                            .thenCompose(any -> client.disconnect()));
        }
    }

    /** Vanishes without a word, so that the broker publishes the Will; stays away. */
    public void vanish() {
        wanted = false;
        if (connected()) {
            await(
                    client.disconnectWith()
                            .reasonCode(
                                    com.hivemq.client.mqtt.mqtt5.message.disconnect
                                            .Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE)
                            .send());
        }
    }

    private Mqtt5Connect connect() {
        return Mqtt5Connect.builder()
                .cleanStart(!keepsSession)
                .sessionExpiryInterval(keepsSession ? SESSION_SECONDS : 0)
                .keepAlive(KEEP_ALIVE_SECONDS)
                .willPublish()
                .topic(topics.topic("presence"))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload(presence.will(sessionId))
                .applyWillPublish()
                .build();
    }

    private void arrive() {
        if (!wanted) {
            var _ = client.disconnect();
            return;
        }
        var _ =
                client.subscribe(subscriptions())
                        .thenCompose(ack ->
                                send(topics.topic("presence"), presence.birth(sessionId), true))
                        .whenComplete((sent, failure) -> {
                            if (failure == null) {
                                arrived.run();
                                opened.complete(null);
                            } else if (!wanted) {
                                opened.completeExceptionally(failure);
                            }
                        });
    }

    private Mqtt5Subscribe subscriptions() {
        return Mqtt5Subscribe.builder()
                .addSubscriptions(
                        topics.subscriptions().stream()
                                .map(filter ->
                                        Mqtt5Subscription.builder()
                                                .topicFilter(filter)
                                                .qos(MqttQos.AT_LEAST_ONCE)
                                                .build()))
                .build();
    }

    private void ended(Mqtt5ClientDisconnectedContext context) {
        takeEnd().complete(SessionEnd.of(context));
        if (!wanted || context.getSource() == MqttDisconnectSource.USER) {
            return;
        }
        var reconnector = context.getReconnector();
        sessionId = UUID.randomUUID().toString();
        reconnector
                .reconnect(true)
                .connect(connect())
                .resubscribeIfSessionExpired(false)
                .republishIfSessionExpired(true)
                .delay(
                        BACKOFF.delay(reconnector.getAttempts(), random).toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private synchronized CompletableFuture<SessionEnd> takeEnd() {
        var ending = nextEnd;
        nextEnd = new CompletableFuture<>();
        return ending;
    }

    private CompletableFuture<Void> send(String topic, byte[] payload, boolean retain) {
        var message =
                Mqtt5Publish.builder()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .retain(retain)
                        .payload(payload)
                        .build();
        return client.publish(message)
                .thenAccept(result ->
                        result.getError()
                                .ifPresent(error -> {
                                    throw new CompletionException(error);
                                }));
    }

    private static void await(CompletableFuture<?> farewell) {
        try {
            farewell.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The connection was lost first, or is about to be: the broker publishes the Will
            // instead.
        }
    }
}
