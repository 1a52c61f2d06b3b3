// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.identity.DeviceState.Order;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceStateTest {

    @ParameterizedTest
    @CsvSource({
        "CREATED, SUSPEND, ",
        "CREATED, RESUME, ",
        "CREATED, RETIRE, RETIRED",
        "ENROLLED, SUSPEND, SUSPENDED",
        "ENROLLED, RESUME, ",
        "ENROLLED, RETIRE, RETIRED",
        "ACTIVE, SUSPEND, SUSPENDED",
        "ACTIVE, RESUME, ACTIVE",
        "ACTIVE, RETIRE, RETIRED",
        "SUSPENDED, SUSPEND, SUSPENDED",
        "SUSPENDED, RESUME, ACTIVE",
        "SUSPENDED, RETIRE, RETIRED",
        "RETIRED, SUSPEND, ",
        "RETIRED, RESUME, ",
        "RETIRED, RETIRE, RETIRED"
    })
    void everyEdgeIsAllowedOrNot(DeviceState from, Order order, DeviceState to) {
        assertThat(from.after(order)).isEqualTo(Optional.ofNullable(to));
    }

    @ParameterizedTest
    @EnumSource(DeviceState.class)
    void case36ARestoredDeviceHasNoCertificateAndStaysRetiredIfItWas(DeviceState state) {
        assertThat(state.restored())
                .isEqualTo(
                        state == DeviceState.RETIRED ? DeviceState.RETIRED : DeviceState.CREATED);
    }
}
