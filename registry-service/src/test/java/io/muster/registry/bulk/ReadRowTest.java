// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.tie.Ties;
import io.muster.registry.device.store.ExternalId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadRowTest {

    private static final ExternalId SERIAL = new ExternalId("serial", "1");
    private static final ExternalId IMEI = new ExternalId("imei", "2");

    @Test
    void twoRowsThatNameOneDeviceByDifferentExternalIdsAreOfTwoBatches() {
        var rows = List.<ReadRow>of(named(1, SERIAL), named(2, IMEI), named(3, SERIAL));

        assertThat(ReadRow.ofDifferentDevices(rows, Map.of(SERIAL, "dev-1", IMEI, "dev-1")))
                .containsExactly(rows.getFirst());
        assertThat(ReadRow.ofDifferentDevices(rows, Map.of(SERIAL, "dev-1", IMEI, "dev-2")))
                .containsExactly(rows.get(0), rows.get(1));
    }

    @Test
    void aRowThatNamesADeviceByItsIdAndOneByItsExternalIdAreOfTwoBatches() {
        var rows = List.<ReadRow>of(row(1, Optional.of("DEV-1")), named(2, SERIAL));

        assertThat(ReadRow.ofDifferentDevices(rows, Map.of(SERIAL, "dev-1")))
                .containsExactly(rows.getFirst());
    }

    private static ReadRow row(long number, Optional<String> id) {
        return new ReadRow.Wanted(
                number, id.map(DeviceId::new), JsonNodeFactory.instance.objectNode(), Ties.NONE);
    }

    private static ReadRow named(long number, ExternalId external) {
        var said = JsonNodeFactory.instance.objectNode();
        said.putObject("externalIds").put(external.kind(), external.value());
        return new ReadRow.Wanted(number, Optional.empty(), said, Ties.NONE);
    }
}
