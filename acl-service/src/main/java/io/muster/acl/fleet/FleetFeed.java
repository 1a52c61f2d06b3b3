// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.follow.EventFollower;
import io.muster.platform.follow.EventFollowers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Follows registry-service, unless there is none: its snapshot, then its events. */
@ApplicationScoped
public class FleetFeed {

    private final EventFollowers followers;
    private final FleetTarget target;
    private final String registry;
    private final boolean enabled;
    private volatile @Nullable EventFollower follower;

    FleetFeed(
            EventFollowers followers,
            FleetTarget target,
            @ConfigProperty(name = "muster.registry.url") String registry,
            @ConfigProperty(name = "muster.acl.fleet.enabled", defaultValue = "true")
                    boolean enabled) {
        this.enabled = enabled;
        this.followers = followers;
        this.target = target;
        this.registry = registry;
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            follower = followers.follow("registry", registry, target);
        }
    }

    @Incoming("registry-events")
    Uni<Void> on(DeviceMessage message) {
        var known = follower;
        return known == null
                ? Uni.createFrom().failure(new IllegalStateException("not started yet"))
                : known.accept(message);
    }

    /** How old the model is; empty before the first snapshot. */
    public Optional<Duration> age() {
        var known = follower;
        return known == null || !known.ready() ? Optional.empty() : Optional.of(known.staleness());
    }
}
