// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.ota.report.Payload.Malformed;
import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.parked.ParkedMessages;
import io.muster.platform.topic.DeviceTopic;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes what devices say. A message is acknowledged when its effect is committed; one that can have
 * no effect, ever, is acknowledged too, and counted. Only a broken dependency fails it.
 */
@ApplicationScoped
class DeviceReports {

    private final ReportService reports;
    private final VersionService versions;
    private final ParkedMessages parked;
    private final MeterRegistry meters;

    DeviceReports(
            ReportService reports,
            VersionService versions,
            ParkedMessages parked,
            MeterRegistry meters) {
        this.reports = reports;
        this.versions = versions;
        this.parked = parked;
        this.meters = meters;
    }

    @Incoming("ota-reports")
    Uni<Void> on(DeviceMessage message) {
        var topic = DeviceTopic.parse(message.topic());
        var payload =
                topic.map(device -> PayloadReader.read(device.rest(), message.payload()))
                        .orElse(new Malformed("topic"));
        return topic.isPresent() ? take(message, topic.get(), payload) : park(message, "topic");
    }

    private Uni<Void> take(DeviceMessage message, DeviceTopic device, Payload payload) {
        return switch (payload) {
            case Payload.Report report ->
                    reports.report(device, report).invoke(this::count).replaceWithVoid();
            case Payload.Ack ack ->
                    reports.acknowledge(device, ack).invoke(this::count).replaceWithVoid();
            case Payload.Version version ->
                    versions.seen(device, version).invoke(() -> count(Effect.VERSION));
            case Malformed(var reason) -> park(message, reason);
        };
    }

    private Uni<Void> park(DeviceMessage message, String reason) {
        count(Effect.MALFORMED);
        return parked.park(message, "malformed: " + reason);
    }

    private void count(Effect effect) {
        meters.counter("muster.ota.reports", "effect", effect.tag()).increment();
    }
}
