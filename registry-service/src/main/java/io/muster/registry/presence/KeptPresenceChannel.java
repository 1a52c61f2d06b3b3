// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.presence;

import io.muster.platform.channel.DeviceMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads the births that the broker kept, whenever it connects: a shared subscription does not get
 * them. What comes live comes by the other channel too, and is let pass here.
 */
@ApplicationScoped
class KeptPresenceChannel {

    private final PresenceChannel presence;

    KeptPresenceChannel(PresenceChannel presence) {
        this.presence = presence;
    }

    @Incoming("presence-kept")
    Uni<Void> on(DeviceMessage message) {
        return message.retain() ? presence.on(message) : Uni.createFrom().voidItem();
    }
}
