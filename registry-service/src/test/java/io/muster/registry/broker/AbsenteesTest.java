// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.presence.BrokerEvent.Connection;
import io.muster.registry.presence.OpenConnection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AbsenteesTest {

    private static final OpenConnection ONE = open("dev-1");
    private static final OpenConnection TWO = open("dev-2");

    private final Absentees absentees = new Absentees();

    @Test
    void whoeverIsMissingTwiceIsGone() {
        assertThat(absentees.gone(List.of(ONE, TWO), Set.of(TWO))).isEmpty();
        assertThat(absentees.gone(List.of(ONE, TWO), Set.of(TWO))).containsExactly(ONE);
    }

    @Test
    void whoeverSlippedBetweenTwoPagesIsNot() {
        assertThat(absentees.gone(List.of(ONE, TWO), Set.of(TWO))).isEmpty();
        assertThat(absentees.gone(List.of(ONE, TWO), Set.of(ONE))).isEmpty();
        assertThat(absentees.gone(List.of(ONE, TWO), Set.of(ONE, TWO))).isEmpty();
        assertThat(absentees.gone(List.of(ONE, TWO), Set.of(ONE))).isEmpty();
    }

    private static OpenConnection open(String device) {
        return new OpenConnection(
                new DeviceIdentity(new TenantId("default"), new DeviceId(device)),
                new Connection(Instant.EPOCH, device));
    }
}
