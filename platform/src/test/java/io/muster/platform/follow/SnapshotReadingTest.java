// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.follow.Positions.Place;
import io.muster.platform.topic.TenantId;
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
            reading.accept(SnapshotLine.parse(line.getBytes(UTF_8)));
        }
    }

    @Test
    void aWholeSnapshotGivesItsPositions() {
        read(HEAD, DEVICE, END);

        reading.requireEnd();
        var positions = reading.positions();
        assertThat(positions.place(new TenantId("default"), 42)).isEqualTo(Place.DUPLICATE);
        assertThat(positions.place(new TenantId("default"), 43)).isEqualTo(Place.NEXT);
        assertThat(positions.place(new TenantId("default"), 44)).isEqualTo(Place.GAP);
        assertThat(positions.place(new TenantId("new"), 1)).isEqualTo(Place.NEXT);
    }

    @Test
    void anEmptySnapshotIsWhole() {
        read(END);

        reading.requireEnd();
        assertThat(reading.positions()).isNotNull();
    }

    @Test
    void aSnapshotWithoutEndIsBroken() {
        read(HEAD, DEVICE);

        assertThatThrownBy(reading::requireEnd).isInstanceOf(BrokenSnapshot.class);
    }

    @Test
    void headsThatMayNotBeAllSayNothing() {
        read(HEAD);

        assertThatThrownBy(reading::positions).isInstanceOf(BrokenSnapshot.class);
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
