// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The channels of this service, from their configuration to their end. Outgoing ones connect as
 * soon as they are known; incoming ones when the service has started, so that no message meets a
 * bean that is not ready. At the end nothing new comes in, what handlers have in hand is finished
 * and acknowledged, then what they sent is confirmed; the rest stays with the broker.
 */
@ApplicationScoped
class Channels {

    private static final Logger LOG = Logger.getLogger(Channels.class);
    private static final char LANE = '$';

    private final Vertx vertx;
    private final ChannelSettings settings;
    private final MqttConfig shared;
    private final BrokerLogin login;
    private final SessionMemory memory;
    private final MeterRegistry registry;
    private final Parking parking;
    private final Backoff backoff = Backoff.ofConnections();
    private final Map<String, IncomingFeed> incoming = new ConcurrentHashMap<>();
    private final Map<String, OutgoingQueue> outgoing = new ConcurrentHashMap<>();
    private final Map<String, Supplier<@Nullable String>> reported = new ConcurrentHashMap<>();

    Channels(
            Vertx vertx,
            ChannelSettings settings,
            MqttConfig shared,
            BrokerLogin login,
            SessionMemory memory,
            Parking parking,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.settings = settings;
        this.shared = shared;
        this.login = login;
        this.memory = memory;
        this.parking = parking;
        this.registry = registry;
    }

    /** The framework asks once per lane, with {@code {channel}${lane}} as the channel's name. */
    Flow.Publisher<Message<DeviceMessage>> lane(Config config) {
        var name = config.getValue("channel-name", String.class);
        int separator = name.lastIndexOf(LANE);
        var channel = separator < 0 ? name : name.substring(0, separator);
        int lane = separator < 0 ? 0 : Integer.parseInt(name.substring(separator + 1)) - 1;
        return incoming.computeIfAbsent(channel, _ -> feed(channel, config)).lane(lane);
    }

    private IncomingFeed feed(String channel, Config config) {
        var metrics = new ChannelMetrics(registry, channel);
        var wanted = settings.incoming(channel, config);
        var remembering = wanted.endpoint().cleanSession() ? SessionMemory.NONE : memory;
        var feed = new IncomingFeed(vertx, wanted, login, remembering, parking, metrics, backoff);
        if (shared.subscribe()) {
            report(channel, config, feed::trouble);
        }
        return feed;
    }

    /** Opens a channel that nothing is configured of. It is no concern of this one's readiness. */
    IncomingFeed open(LateChannel wanted) {
        var channel = wanted.name();
        var metrics = new ChannelMetrics(registry, channel);
        var late = settings.incoming(wanted);
        var feed = new IncomingFeed(vertx, late, login, memory, parking, metrics, backoff);
        incoming.put(channel, feed);
        if (shared.subscribe()) {
            feed.open();
        }
        return feed;
    }

    Future<Void> close(LateChannel channel, IncomingFeed feed) {
        incoming.remove(channel.name(), feed);
        return feed.close();
    }

    OutgoingQueue outgoing(Config config) {
        var channel = config.getValue("channel-name", String.class);
        var queue =
                new OutgoingQueue(
                        vertx,
                        settings.outgoing(channel, config),
                        login,
                        shared.sendTimeout(),
                        new ChannelMetrics(registry, channel),
                        backoff);
        outgoing.put(channel, queue);
        report(channel, config, queue::trouble);
        queue.open();
        return queue;
    }

    Optional<IncomingFeed> incoming(String channel) {
        return Optional.ofNullable(incoming.get(channel));
    }

    /** What keeps each channel that matters to readiness from working; empty for one that works. */
    Map<String, Optional<String>> troubles() {
        var troubles = new TreeMap<String, Optional<String>>();
        reported.forEach(
                (channel, trouble) -> troubles.put(channel, Optional.ofNullable(trouble.get())));
        return troubles;
    }

    private void report(String channel, Config config, Supplier<@Nullable String> trouble) {
        if (config.getOptionalValue("health-readiness-enabled", Boolean.class).orElse(true)) {
            reported.put(channel, trouble);
        }
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        if (shared.subscribe()) {
            incoming.values().forEach(IncomingFeed::open);
        }
    }

    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent ending) {
        await(incoming.values().stream().map(IncomingFeed::close).toList());
        await(outgoing.values().stream().map(OutgoingQueue::close).toList());
    }

    private void await(List<Future<Void>> ends) {
        try {
            Future.join(ends)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(shared.drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn("Some messages are still in hand; the broker will deliver them again");
        } catch (ExecutionException unclean) {
            LOG.warnf("A channel did not end cleanly: %s", unclean.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
