// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.parked.ParkedMessages;
import io.muster.shadow.document.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The requests of devices. What a device did wrong is answered with a rejection; only a broken
 * dependency of ours leaves a message unacknowledged.
 */
@ApplicationScoped
class RequestChannel {

    private final Updates updates;
    private final Gets gets;
    private final Acks acks;
    private final Answers answers;
    private final ParkedMessages parked;

    RequestChannel(Updates updates, Gets gets, Acks acks, Answers answers, ParkedMessages parked) {
        this.updates = updates;
        this.gets = gets;
        this.acks = acks;
        this.answers = answers;
        this.parked = parked;
    }

    @Incoming("shadow-requests")
    Uni<Void> on(DeviceMessage message) {
        return switch (ShadowTopic.parse(message.topic())) {
            case ShadowTopic.Request request ->
                    switch (request.operation()) {
                        case GET -> gets.get(request, message.payload());
                        case UPDATE -> updates.update(request, message.payload());
                        case DELETE -> updates.refuseDelete(request, message.payload());
                        case ACK -> acks.note(request, message.payload());
                    };
            case ShadowTopic.Misnamed misnamed ->
                    answers.rejectMisnamed(misnamed, Refusal.invalidRequest(), message.payload());
            case ShadowTopic.Unknown() -> parked.park(message, "not a topic of this channel");
        };
    }
}
