// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.topic.DeviceTopic;
import io.muster.registry.identity.DeviceIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Heartbeats of devices, {@code d/{tenant}/{device}/heartbeat}. What is none is counted and
 * dropped, not parked: parking writes, and this is where many messages come.
 */
@ApplicationScoped
class HeartbeatChannel {

    private static final List<String> HEARTBEAT = List.of("heartbeat");

    private final HeartbeatWriter writer;
    private final Clock clock;
    private final Counter malformed;

    HeartbeatChannel(HeartbeatWriter writer, Clock clock, MeterRegistry meters) {
        this.writer = writer;
        this.clock = clock;
        this.malformed = meters.counter("muster.heartbeats", "outcome", "malformed");
    }

    @Incoming("heartbeat")
    Uni<Void> on(DeviceMessage message) {
        var identity = identity(message);
        var heartbeat = HeartbeatJson.parse(message.payload(), clock.instant());
        if (identity.isPresent() && heartbeat.isPresent()) {
            writer.offer(identity.get(), heartbeat.get());
        } else {
            malformed.increment();
        }
        return Uni.createFrom().voidItem();
    }

    private static Optional<DeviceIdentity> identity(DeviceMessage message) {
        return DeviceTopic.parse(message.topic())
                .filter(topic -> topic.rest().equals(HEARTBEAT))
                .map(topic -> new DeviceIdentity(topic.tenant(), topic.device()));
    }
}
