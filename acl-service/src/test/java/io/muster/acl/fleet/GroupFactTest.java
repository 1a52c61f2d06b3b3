// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.event.CloudEvent;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What registry-service says of groups disturbs nobody's session. */
class GroupFactTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final TenantId TENANT = new TenantId("default");
    private static final DeviceKey DEVICE = new DeviceKey(TENANT, new DeviceId("dev-1"));

    private final List<DeviceKey> fallen = new ArrayList<>();
    private final FleetModel model =
            new FleetModel(
                    () -> Optional.of(Duration.ZERO), Duration.ofMinutes(1), Duration.ofMillis(1));
    private final FleetTarget target = new FleetTarget(model, new Listener());
    private long sequence;

    private final class Listener implements FleetListener {

        @Override
        public void fell(DeviceKey device) {
            fallen.add(device);
        }

        @Override
        public void replaced(Fleet fleet) {}

        @Override
        public void distrusted(Fleet fleet, TenantId tenant) {}
    }

    @Test
    void factsOfDevicesMayNameGroupsAndDevicesMayComeAndLeave() {
        target.begin().await().indefinitely();
        target.line(inGroups(facts().put("kind", "device").put("tenant", "default")))
                .await()
                .indefinitely();
        target.commit().await().indefinitely();

        tell("device.changed", inGroups(facts().put("version", 2)));
        tell("group.member.added", about().put("group", "/site1"));
        tell("group.member.removed", about().put("group", "/site1/floor2"));

        assertThat(fallen).isEmpty();
        assertThat(model.current().orElseThrow().bars(DEVICE)).isFalse();
    }

    private static ObjectNode about() {
        return JsonNodeFactory.instance.objectNode().put("device", "dev-1");
    }

    private static ObjectNode facts() {
        return about().put("state", "ACTIVE");
    }

    private static ObjectNode inGroups(ObjectNode facts) {
        facts.putArray("groups").add("/site1/floor2");
        return facts;
    }

    private void tell(String type, ObjectNode data) {
        target.apply(
                        new CloudEvent(
                                "e-" + ++sequence,
                                "/registry",
                                type,
                                "dev-1",
                                TENANT,
                                sequence,
                                NOW,
                                data))
                .await()
                .indefinitely();
    }
}
