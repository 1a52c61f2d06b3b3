// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.topic.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotReadingTest {

    private static final String HEAD = "{\"kind\":\"head\",\"tenant\":\"default\",\"sequence\":42}";
    private static final String DEVICE =
            "{\"kind\":\"device\",\"tenant\":\"default\",\"device\":\"d\"}";
    private static final String END = "{\"kind\":\"end\"}";

    private final SnapshotReading reading = new SnapshotReading();

    private void read(String... lines) {
        for (var line : lines) {
            reading.accept(SnapshotJson.parse(line.getBytes(UTF_8)));
        }
    }

    @Test
    void aWholeSnapshotGivesItsHeads() {
        read(HEAD, DEVICE, END);

        reading.requireEnd();
        assertThat(reading.heads()).isEqualTo(Map.of(new TenantId("default"), 42L));
    }

    @Test
    void anEmptySnapshotIsWhole() {
        read(END);

        reading.requireEnd();
        assertThat(reading.heads()).isEmpty();
    }

    @Test
    void aSnapshotWithoutEndIsBroken() {
        read(HEAD, DEVICE);

        assertThatThrownBy(reading::requireEnd).isInstanceOf(BrokenSnapshot.class);
    }

    @Test
    void headsThatMayNotBeAllSayNothing() {
        read(HEAD);

        assertThatThrownBy(reading::heads).isInstanceOf(BrokenSnapshot.class);
    }

    @Test
    void nothingComesAfterTheEnd() {
        assertThatThrownBy(() -> read(END, DEVICE)).isInstanceOf(BrokenSnapshot.class);
    }

    @Test
    void headsComeFirst() {
        assertThatThrownBy(() -> read(DEVICE, HEAD)).isInstanceOf(BrokenSnapshot.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"kind\":1",
                "{\"kind\":\"head\"}",
                "{\"kind\":\"head\",\"tenant\":\"default\"}",
                "{\"kind\":\"head\",\"tenant\":\"default\",\"sequence\":-1}",
                "{\"kind\":\"head\",\"tenant\":\"A\",\"sequence\":1}"
            })
    void aMalformedLineSpoilsTheSnapshot(String line) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(BrokenSnapshot.class);
    }
}
