// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.channel.DeviceMessage;
import io.muster.registry.presence.PresenceConfig.BrokerDialect;
import io.muster.registry.presence.SystemMessages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** EMQX's messages on {@code $SYS/brokers/{node}/clients/{client}/connected|disconnected}. */
@ApplicationScoped
class EmqxTopics implements SystemMessages {

    private static final Pattern TOPIC =
            Pattern.compile("\\$SYS/brokers/[^/]+/clients/([^/]+)/(connected|disconnected)");
    private static final int MAX_BYTES = 8_192;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Teller> teller;
    private final BrokerEvents events;

    EmqxTopics(Tellers tellers, BrokerEvents events) {
        this.teller = tellers.of(BrokerDialect.EMQX_TOPICS).findFirst();
        this.events = events;
    }

    @Override
    public Uni<Void> on(DeviceMessage message) {
        var event = event(message);
        return teller.isPresent() && event.isPresent()
                ? events.take(teller.get(), List.of(event.get()))
                : Uni.createFrom().voidItem();
    }

    private static Optional<ClientEvent> event(DeviceMessage message) {
        var topic = TOPIC.matcher(message.topic());
        if (!topic.matches() || message.payload().length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(message.payload());
            return EmqxEvents.ofTopic(topic.group(2).equals("connected"), topic.group(1), json);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
