// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What the registry says of a device's connection. */
public final class Presence {

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Presence() {}

    public static void tell(TestDevice device, boolean connected) {
        tell(device, SEQUENCE.incrementAndGet(), connected);
    }

    /** As the event of this number. */
    public static void tell(TestDevice device, long sequence, boolean connected) {
        tell(device, sequence, "presence.changed", about(device).put("connected", connected));
    }

    /** With since when and why. */
    public static void tell(TestDevice device, boolean connected, String at, String reason) {
        var data = about(device).put("connected", connected).put("at", at).put("reason", reason);
        tell(device, SEQUENCE.incrementAndGet(), "presence.changed", data);
    }

    /** That it comes and goes all the time. */
    public static void flapping(TestDevice device) {
        tell(device, SEQUENCE.incrementAndGet(), "presence.flapping", about(device));
    }

    private static ObjectNode about(TestDevice device) {
        return JsonNodeFactory.instance.objectNode().put("device", device.id());
    }

    private static void tell(TestDevice device, long sequence, String type, ObjectNode data) {
        var event =
                new CloudEvent(
                        UUID.randomUUID().toString(),
                        "/registry",
                        type,
                        device.id(),
                        new TenantId("default"),
                        sequence,
                        Instant.now(),
                        data);
        device.publish("events/default/registry/" + type, event.toBytes());
    }
}
