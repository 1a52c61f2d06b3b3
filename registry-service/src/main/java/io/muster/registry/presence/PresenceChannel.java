// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.parked.ParkedMessages;
import io.muster.platform.topic.DeviceTopic;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Birth messages, goodbyes and Wills of devices, {@code d/{tenant}/{device}/presence}. */
@ApplicationScoped
class PresenceChannel {

    private static final List<String> PRESENCE = List.of("presence");

    private final PresenceUpdate update;
    private final ParkedMessages parked;

    PresenceChannel(PresenceUpdate update, ParkedMessages parked) {
        this.update = update;
        this.parked = parked;
    }

    @Incoming("presence")
    Uni<Void> on(DeviceMessage message) {
        if (message.payload().length == 0) {
            return Uni.createFrom().voidItem(); // Somebody cleared the retained message.
        }
        var identity = identity(message);
        var said = PresenceJson.parse(message.payload());
        return identity.isPresent() && said.isPresent()
                ? apply(message, identity.get(), said.get())
                : parked.park(message, "not a presence message");
    }

    private static Optional<DeviceIdentity> identity(DeviceMessage message) {
        return DeviceTopic.parse(message.topic())
                .filter(topic -> topic.rest().equals(PRESENCE))
                .map(topic -> new DeviceIdentity(topic.tenant(), topic.device()));
    }

    private Uni<Void> apply(DeviceMessage message, DeviceIdentity identity, PresenceMessage said) {
        return update.apply(identity, said)
                .chain(known ->
                        known
                                ? Uni.createFrom().voidItem()
                                : parked.park(message, "there is no such device"));
    }
}
