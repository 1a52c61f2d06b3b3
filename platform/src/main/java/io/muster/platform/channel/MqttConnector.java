// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.health.HealthReporter;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jspecify.annotations.Nullable;

/**
 * The {@code muster-mqtt} connector: MQTT 3.1.1 channels that survive a crash on either side.
 *
 * <p>Incoming: {@code @Incoming("shadow-requests") Uni<Void> on(DeviceMessage m)}. The broker's
 * message is acknowledged when that {@code Uni} completed. When it fails, the message stays
 * unacknowledged and is tried again in place; a message that can never succeed is the handler's to
 * park. Messages of one device are handled in order, of different devices side by side.
 *
 * <p>Outgoing: {@code @Channel("replies") MutinyEmitter<DeviceMessage>}; {@code send} completes at
 * the broker's PUBACK. The keys of both are listed at {@link ChannelSettings}.
 */
@ApplicationScoped
@Connector(MqttConnector.NAME)
public class MqttConnector implements InboundConnector, OutboundConnector, HealthReporter {

    /** The value of {@code mp.messaging.*.connector} that selects this connector. */
    public static final String NAME = "muster-mqtt";

    private final Channels channels;

    MqttConnector(Channels channels) {
        this.channels = channels;
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
        return channels.lane(config);
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config config) {
        var queue = channels.outgoing(config);
        return MultiUtils.<Message<?>, Void>via(messages ->
                messages.onItem()
                        .transformToUni(message -> send(queue, message))
                        .merge(queue.window()));
    }

    /** Never fails: what became of one message is that message's sender's to know. */
    private static Uni<Void> send(OutgoingQueue queue, Message<?> message) {
        var sent =
                message.getPayload() instanceof DeviceMessage payload
                        ? queue.send(payload)
                        : Uni.createFrom()
                                .<Void>failure(new IllegalArgumentException("not a DeviceMessage"));
        return sent.onItemOrFailure()
                .transformToUni((_, failure) -> tell(message, failure))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<Void> tell(Message<?> message, @Nullable Throwable failure) {
        return Uni.createFrom()
                .completionStage(() -> failure == null ? message.ack() : message.nack(failure));
    }

    @Override
    public HealthReport getReadiness() {
        var report = HealthReport.builder();
        channels.troubles()
                .forEach((channel, trouble) ->
                        report.add(channel, trouble.isEmpty(), trouble.orElse("connected")));
        return report.build();
    }
}
