// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.channel;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Opens incoming channels while the service runs. They keep the promises of the configured ones:
 * acknowledged after the handler, tried again, in order per device, finished at the end.
 */
@ApplicationScoped
public class LateChannels {

    private final Channels channels;

    LateChannels(Channels channels) {
        this.channels = channels;
    }

    /** A channel that is open; equal only to itself. */
    public final class Open {

        private final LateChannel channel;
        private final IncomingFeed feed;

        private Open(LateChannel channel, IncomingFeed feed) {
            this.channel = channel;
            this.feed = feed;
        }

        /** Why nothing comes in from the broker; empty while the channel is subscribed. */
        public Optional<String> trouble() {
            return Optional.ofNullable(feed.trouble());
        }

        /** Finishes what is in hand and leaves the broker with the session kept. */
        public Uni<Void> close() {
            return Uni.createFrom()
                    .completionStage(() -> channels.close(channel, feed).toCompletionStage());
        }
    }

    /** Connects and subscribes, now and whenever the connection is lost. */
    public Open open(LateChannel channel, Function<DeviceMessage, Uni<Void>> handler) {
        var feed = channels.open(channel);
        for (int lane = 0; lane < channel.lanes(); lane++) {
            Multi.createFrom()
                    .publisher(feed.lane(lane))
                    .onItem()
                    .transformToUniAndConcatenate(message -> handle(message, handler))
                    .subscribe()
                    .with(_ -> {});
        }
        return new Open(channel, feed);
    }

    private static Uni<Void> handle(
            Message<DeviceMessage> message, Function<DeviceMessage, Uni<Void>> handler) {
        return Uni.createFrom()
                .deferred(() -> handler.apply(message.getPayload()))
                .onItemOrFailure()
                .transformToUni((_, failure) ->
                        Uni.createFrom()
                                .completionStage(() ->
                                        failure == null ? message.ack() : message.nack(failure)));
    }
}
