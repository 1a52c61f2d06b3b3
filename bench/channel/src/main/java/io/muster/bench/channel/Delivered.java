// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.channel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The effect behind the connector that Quarkus brings. */
@ApplicationScoped
class Delivered {

    private final Effects effects;

    Delivered(Effects effects) {
        this.effects = effects;
    }

    @Incoming("delivered")
    Uni<Void> take(byte[] message) {
        return effects.apply(new String(message, StandardCharsets.UTF_8));
    }
}
