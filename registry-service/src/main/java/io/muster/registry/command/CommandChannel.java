// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.topic.DeviceTopic;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Answers of devices, {@code d/{tenant}/{device}/cmd/{id}/ack|chunk/{n}|done}. What answers nothing
 * that the device was asked is counted and dropped: chunks are too large to be parked.
 */
@ApplicationScoped
class CommandChannel {

    private static final String COMMAND = "cmd";
    private static final int ID = 1;
    private static final int ANSWER = 2;

    private final CommandAnswers answers;
    private final Counter dropped;

    CommandChannel(CommandAnswers answers, MeterRegistry meters) {
        this.answers = answers;
        this.dropped = meters.counter("muster.command.answers.dropped");
    }

    @Incoming("commands")
    Uni<Void> on(DeviceMessage message) {
        return DeviceTopic.parse(message.topic())
                .filter(topic -> topic.rest().size() > ANSWER)
                .filter(topic -> topic.rest().getFirst().equals(COMMAND))
                .map(topic -> answer(topic, message.payload()))
                .orElseGet(() -> Uni.createFrom().item(false))
                .invoke(taken -> {
                    if (!taken) {
                        dropped.increment();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> answer(DeviceTopic topic, byte[] payload) {
        var identity = new DeviceIdentity(topic.tenant(), topic.device());
        var id = id(topic.rest().get(ID));
        var said = AnswerReader.read(levels(topic), payload);
        return id.isPresent() && said.isPresent()
                ? answers.apply(identity, id.get(), said.get())
                : Uni.createFrom().item(false);
    }

    private static List<String> levels(DeviceTopic topic) {
        return topic.rest().subList(ANSWER, topic.rest().size());
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
