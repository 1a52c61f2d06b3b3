// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

import io.muster.sandbox.device.MqttLink.Comeback;
import io.muster.sandbox.device.MqttLink.Opening;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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

    private final DeviceTopics topics;
    private final boolean keepsSession;
    private final RandomGenerator random;
    private final Inbox inbox;
    private final Runnable arrived;
    private final Presence presence;
    private final MqttLink link;
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
        this.inbox = inbox;
        this.arrived = arrived;
        this.keepsSession = keepsSession;
        this.random = random;
        this.link = broker.link(identity.deviceId(), identity.keyManagers(), new Life());
    }

    /**
     * Completes when the device has connected, subscribed and announced itself, however many
     * attempts that takes.
     */
    public CompletableFuture<Void> open() {
        var _ =
                link.connect(opening())
                        .whenComplete((_, failure) -> {
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
        return link.publish(new Parcel(topics.topic(rest), payload, false));
    }

    /** Whether the device is connected now. */
    public boolean connected() {
        return link.connected();
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
                    link.publish(presence(presence.goodbye(sessionId)))
                            .handle((_, _) -> null)
                            .thenCompose(_ -> link.disconnect()));
        }
    }

    private Opening opening() {
        return new Opening(keepsSession, Optional.of(presence(presence.will(sessionId))));
    }

    private Parcel presence(byte[] payload) {
        return new Parcel(topics.topic("presence"), payload, true);
    }

    private synchronized CompletableFuture<SessionEnd> takeEnd() {
        var ending = nextEnd;
        nextEnd = new CompletableFuture<>();
        return ending;
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

    /** What the link tells. */
    private final class Life implements MqttLink.Owner {

        @Override
        public void arrived() {
            if (!wanted) {
                var _ = link.disconnect();
                return;
            }
            var _ =
                    link.subscribe(topics.subscriptions())
                            .thenCompose(_ -> link.publish(presence(presence.birth(sessionId))))
                            .whenComplete((_, failure) -> {
                                if (failure == null) {
                                    arrived.run();
                                    opened.complete(null);
                                } else if (!wanted) {
                                    opened.completeExceptionally(failure);
                                }
                            });
        }

        @Override
        public Optional<Comeback> ended(SessionEnd end, int attempts) {
            takeEnd().complete(end);
            if (!wanted || end.byDevice()) {
                return Optional.empty();
            }
            sessionId = UUID.randomUUID().toString();
            return Optional.of(new Comeback(opening(), BACKOFF.delay(attempts, random)));
        }

        @Override
        public void received(String topic, byte[] payload) {
            inbox.receive(topic, payload);
        }
    }
}
