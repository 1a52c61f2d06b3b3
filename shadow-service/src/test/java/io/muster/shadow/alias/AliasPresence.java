// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.UUID;

/** What registry-service says of a thing's connection. */
final class AliasPresence {

    private static final long AFTER_ALL_OTHERS = 1_000_000;

    private AliasPresence() {}

    static void back(AwsThing thing) {
        var data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("device", thing.id())
                        .put("connected", true);
        var event =
                new CloudEvent(
                        UUID.randomUUID().toString(),
                        "/registry",
                        "presence.changed",
                        thing.id(),
                        new TenantId("default"),
                        AFTER_ALL_OTHERS,
                        Instant.now(),
                        data);
        thing.publish("events/default/registry/presence.changed", event.toBytes());
    }
}
