// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.channel;

import io.muster.platform.channel.DeviceMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The effect behind our connector. */
@ApplicationScoped
class Ours {

    private final Effects effects;

    Ours(Effects effects) {
        this.effects = effects;
    }

    @Incoming("ours")
    Uni<Void> take(DeviceMessage message) {
        return effects.apply(message.text());
    }
}
