// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("device", device.id())
                        .put("connected", connected);
        var event =
                new CloudEvent(
                        UUID.randomUUID().toString(),
                        "/registry",
                        "presence.changed",
                        device.id(),
                        new TenantId("default"),
                        SEQUENCE.incrementAndGet(),
                        Instant.now(),
                        data);
        device.publish("events/default/registry/presence.changed", event.toBytes());
    }
}
