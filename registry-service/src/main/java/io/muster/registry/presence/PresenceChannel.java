// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.parked.ParkedMessages;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.DeviceTopic;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Birth messages, goodbyes and Wills of devices, {@code d/{tenant}/{device}/presence}, and what
 * gateways say of others, {@code d/{tenant}/{gateway}/children/{child}/presence}. They share a
 * channel, so that what a gateway says stays in order with its own coming and going.
 */
@ApplicationScoped
class PresenceChannel {

    private static final List<String> PRESENCE = List.of("presence");
    private static final String CHILDREN = "children";
    private static final int CHILD_LEVELS = 3;
    private static final String SYSTEM = "$SYS/";

    private final PresenceUpdate update;
    private final SystemMessages system;
    private final ParkedMessages parked;

    PresenceChannel(PresenceUpdate update, SystemMessages system, ParkedMessages parked) {
        this.update = update;
        this.system = system;
        this.parked = parked;
    }

    @Incoming("presence")
    Uni<Void> on(DeviceMessage message) {
        if (message.topic().startsWith(SYSTEM)) {
            return system.on(message);
        }
        if (message.payload().length == 0) {
            return Uni.createFrom().voidItem(); // Somebody cleared the retained message.
        }
        var topic = DeviceTopic.parse(message.topic());
        var said = PresenceJson.parse(message.payload());
        return topic.isPresent() && said.isPresent()
                ? apply(message, topic.get(), said.get())
                : parked.park(message, "not a presence message");
    }

    private Uni<Void> apply(DeviceMessage message, DeviceTopic topic, PresenceMessage said) {
        var rest = topic.rest();
        if (rest.equals(PRESENCE)) {
            var identity = new DeviceIdentity(topic.tenant(), topic.device());
            var heard = message.retain() ? said.kept() : said;
            return parkUnless(update.apply(identity, heard), message, "there is no such device");
        }
        return child(rest)
                .map(child -> new DeviceIdentity(topic.tenant(), child))
                .map(child ->
                        parkUnless(
                                update.applyThrough(topic.device(), child, said),
                                message,
                                "that is no gateway of such a device"))
                .orElseGet(() -> parked.park(message, "not a presence message"));
    }

    /** The device that {@code children/{child}/presence} is about. */
    private static Optional<DeviceId> child(List<String> rest) {
        return rest.size() == CHILD_LEVELS
                        && rest.getFirst().equals(CHILDREN)
                        && rest.subList(2, CHILD_LEVELS).equals(PRESENCE)
                ? DeviceId.parse(rest.get(1))
                : Optional.empty();
    }

    private Uni<Void> parkUnless(Uni<Boolean> taken, DeviceMessage message, String reason) {
        return taken.chain(
                known -> known ? Uni.createFrom().voidItem() : parked.park(message, reason));
    }
}
