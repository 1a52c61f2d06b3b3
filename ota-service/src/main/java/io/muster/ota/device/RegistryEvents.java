// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.device;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.follow.EventFollower;
import io.muster.platform.follow.EventFollowers;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the registry. */
@Startup
@ApplicationScoped
class RegistryEvents {

    private final EventFollower follower;

    RegistryEvents(
            EventFollowers followers,
            DeviceView devices,
            @ConfigProperty(name = "muster.registry.url") String registryUrl) {
        this.follower = followers.follow("registry", registryUrl, devices);
    }

    /** Every replica gets every event: what one of them misses, it must notice. */
    @Incoming("registry-events")
    Uni<Void> on(DeviceMessage message) {
        return follower.accept(message);
    }
}
