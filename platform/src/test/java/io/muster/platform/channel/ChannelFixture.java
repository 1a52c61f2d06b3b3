// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Channels on a scripted broker, with handlers called as Reactive Messaging calls them. */
final class ChannelFixture implements AutoCloseable {

    static final BrokerLogin NO_LOGIN = () -> Uni.createFrom().item(Optional.empty());

    final Vertx vertx = Vertx.vertx();
    final ScriptedBroker broker = new ScriptedBroker(vertx);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<String> parked = new CopyOnWriteArrayList<>();
    final Remembered memory = new Remembered();
    boolean dotsAreSlashes;
    final Backoff backoff =
            new Backoff(
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    () -> ThreadLocalRandom.current().nextLong());

    MqttEndpoint endpoint(int buffer) {
        return new MqttEndpoint(
                "127.0.0.1",
                broker.port(),
                Optional.empty(),
                "svc-up",
                false,
                buffer,
                1_048_576,
                dotsAreSlashes);
    }

    IncomingFeed feed(int lanes, int buffer, String... filters) {
        return feed(new IncomingSettings(endpoint(buffer), Set.of(filters), 1, lanes, buffer));
    }

    /** A channel on which nothing has to stay in order. */
    IncomingFeed unordered(int lanes, int buffer, String filter) {
        return feed(new IncomingSettings(endpoint(buffer), Set.of(filter), 1, lanes, buffer, 0));
    }

    private IncomingFeed feed(IncomingSettings settings) {
        var metrics = new ChannelMetrics(meters, "up");
        return new IncomingFeed(vertx, settings, NO_LOGIN, memory, this::park, metrics, backoff);
    }

    /** A feed that is connected and whose messages go to a handler. */
    IncomingFeed open(
            int lanes, int buffer, String filter, Function<DeviceMessage, Uni<Void>> handler) {
        var feed = feed(lanes, buffer, filter);
        handle(feed, lanes, handler);
        feed.open();
        until(() -> feed.trouble() == null);
        return feed;
    }

    private Uni<Void> park(DeviceMessage message, String reason) {
        parked.add(message.text() + ": " + reason);
        return Uni.createFrom().voidItem();
    }

    OutgoingQueue queue(int window, Duration patience) {
        var metrics = new ChannelMetrics(meters, "down");
        return new OutgoingQueue(vertx, endpoint(window), NO_LOGIN, patience, metrics, backoff);
    }

    /** As the framework's mediator does it: one message of a lane after the other. */
    static void handle(IncomingFeed feed, int lanes, Function<DeviceMessage, Uni<Void>> handler) {
        for (int lane = 0; lane < lanes; lane++) {
            Multi.createFrom()
                    .publisher(feed.lane(lane))
                    .onItem()
                    .transformToUniAndConcatenate(message -> handled(message, handler))
                    .subscribe()
                    .with(_ -> {});
        }
    }

    private static Uni<Void> handled(
            Message<DeviceMessage> message, Function<DeviceMessage, Uni<Void>> handler) {
        return Uni.createFrom()
                .deferred(() -> handler.apply(message.getPayload()))
                .onItemOrFailure()
                .transformToUni((_, failure) ->
                        Uni.createFrom()
                                .completionStage(
                                        failure == null ? message.ack() : message.nack(failure)));
    }

    double count(String channel, String outcome) {
        var counter =
                meters.find("channel.messages")
                        .tags("channel", channel, "outcome", outcome)
                        .counter();
        return counter == null ? 0 : counter.count();
    }

    double inflight(String channel) {
        return meters.get("channel.inflight").tag("channel", channel).gauge().value();
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("this did not happen within 20 seconds");
            }
            pause(5);
        }
    }

    /** For showing that something does not happen. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        broker.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A memory that survives the channel, as a database does. */
    static final class Remembered implements SessionMemory {

        final Map<String, Set<String>> filters = new LinkedHashMap<>();

        @Override
        public synchronized Uni<Set<String>> recall(String clientId) {
            return Uni.createFrom().item(filters.getOrDefault(clientId, Set.of()));
        }

        @Override
        public synchronized Uni<Void> remember(String clientId, Set<String> known) {
            filters.put(clientId, Set.copyOf(known));
            return Uni.createFrom().voidItem();
        }
    }
}
