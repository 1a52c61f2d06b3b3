// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.parked.ParkedMessages;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.EventTopic;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.publish.Deltas;
import io.muster.shadow.store.Connection;
import io.muster.shadow.store.Connections;
import io.muster.shadow.store.Contact;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The registry's news of devices that come back: they get what differs once more, and of those that
 * went it is noted that nothing reaches them. One that comes and goes all the time may be there.
 * The event is acknowledged when that is stored, so a crash after that only delays the deltas. An
 * event that is delivered twice costs one more message, and one that is lost nothing a device does
 * not get by asking.
 */
@ApplicationScoped
class PresenceChannel {

    private final Connections connections;
    private final Deltas deltas;
    private final ParkedMessages parked;

    PresenceChannel(Connections connections, Deltas deltas, ParkedMessages parked) {
        this.connections = connections;
        this.deltas = deltas;
        this.parked = parked;
    }

    /** A device that came, one that went, or one that comes and goes all the time. */
    private record Presence(
            TenantId tenant, DeviceId device, Connection connection, long sequence) {

        private static final String FLAPPING = "presence.flapping";

        /** Empty when it is no such event, or one of another tenant than its topic's. */
        static Optional<Presence> of(DeviceMessage message) {
            return EventTopic.parse(message.topic())
                    .flatMap(topic -> event(message).flatMap(event -> of(topic, event)));
        }

        private static Optional<CloudEvent> event(DeviceMessage message) {
            try {
                return Optional.of(CloudEvent.parse(message.payload()));
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }

        private static Optional<Presence> of(EventTopic topic, CloudEvent event) {
            return DeviceId.parse(event.data().path("device").asText())
                    .filter(_ -> topic.tenant().equals(event.tenant()))
                    .flatMap(id ->
                            contact(event)
                                    .map(contact ->
                                            new Presence(
                                                    event.tenant(),
                                                    id,
                                                    connection(contact, event),
                                                    event.sequence())));
        }

        private static Connection connection(Contact contact, CloudEvent event) {
            return new Connection(contact, time(event), event.data().path("reason").textValue());
        }

        private static @Nullable Instant time(CloudEvent event) {
            try {
                return Instant.parse(event.data().path("at").asText());
            } catch (DateTimeParseException malformed) {
                return null;
            }
        }

        private static Optional<Contact> contact(CloudEvent event) {
            if (event.type().equals(FLAPPING)) {
                return Optional.of(Contact.UNKNOWN);
            }
            var connected = event.data().path("connected");
            return connected.isBoolean()
                    ? Optional.of(connected.booleanValue() ? Contact.CONNECTED : Contact.AWAY)
                    : Optional.empty();
        }
    }

    @Incoming("presence-events")
    Uni<Void> on(DeviceMessage message) {
        return Presence.of(message)
                .map(this::on)
                .orElseGet(() -> parked.park(message, "not an event of this channel"));
    }

    private Uni<Void> on(Presence presence) {
        return connections
                .note(
                        presence.tenant(),
                        presence.device(),
                        presence.connection(),
                        presence.sequence())
                .invoke(marked -> marked.forEach(deltas::onceMore))
                .replaceWithVoid();
    }
}
