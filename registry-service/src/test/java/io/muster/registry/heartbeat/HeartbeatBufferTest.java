// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.heartbeat.HeartbeatBuffer.Beat;
import io.muster.registry.heartbeat.HeartbeatBuffer.Fate;
import io.muster.registry.identity.DeviceIdentity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeartbeatBufferTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void theLastHeartbeatOfADeviceCounts() {
        var buffer = new HeartbeatBuffer(8);

        assertThat(buffer.offer(device(1), at(NOW))).isEqualTo(Fate.KEPT);
        assertThat(buffer.offer(device(1), at(NOW.plusMillis(1)))).isEqualTo(Fate.REPLACED);

        assertThat(buffer.take(NOW)).containsExactly(new Beat(device(1), at(NOW.plusMillis(1))));
        assertThat(buffer.take(NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void anotherDeviceThanThereIsRoomForIsDropped() {
        var buffer = new HeartbeatBuffer(2);
        buffer.offer(device(1), at(NOW));
        buffer.offer(device(2), at(NOW));

        assertThat(buffer.full()).isTrue();
        assertThat(buffer.offer(device(3), at(NOW))).isEqualTo(Fate.DROPPED);
        assertThat(buffer.offer(device(2), at(NOW))).isEqualTo(Fate.REPLACED);
    }

    @Test
    void whatCouldNotBeWrittenGivesWayToWhatIsNewer() {
        var buffer = new HeartbeatBuffer(8);
        buffer.offer(device(1), at(NOW));
        buffer.offer(device(2), at(NOW));
        var failed = buffer.take(NOW);
        buffer.offer(device(1), at(NOW.plusMillis(9)));

        buffer.putBack(failed);

        assertThat(buffer.take(NOW))
                .containsExactly(
                        new Beat(device(1), at(NOW.plusMillis(9))), new Beat(device(2), at(NOW)));
    }

    @Test
    void case46WhatWasEarlyWaitsForTheNextSecondOrGivesWay() {
        var buffer = new HeartbeatBuffer(8);
        buffer.offer(device(1), at(NOW));
        buffer.offer(device(2), at(NOW));
        var early = buffer.take(NOW);
        buffer.offer(device(1), at(NOW.plusMillis(9)));

        buffer.hold(early);

        assertThat(buffer.take(NOW.plusMillis(999))).isEmpty();
        assertThat(buffer.take(NOW.plusSeconds(1)))
                .containsExactly(
                        new Beat(device(1), at(NOW.plusMillis(9))), new Beat(device(2), at(NOW)));
    }

    /** 20,000 heartbeats a second for five seconds, flushed far more often than they should be. */
    @Test
    void case46EachDeviceIsWrittenOnceASecondHoweverOftenItSpeaks() {
        var buffer = new HeartbeatBuffer(100_000);
        Map<DeviceIdentity, Map<Long, Integer>> writes = new HashMap<>();
        Map<DeviceIdentity, Instant> seen = new HashMap<>();

        for (int i = 0; i < 100_000; i++) {
            var now = NOW.plusNanos(i * 50_000L);
            buffer.offer(device(i % 1_000), at(now));
            if (i % 1_500 == 0) {
                note(buffer, now, writes, seen);
            }
        }
        note(buffer, NOW.plusSeconds(5), writes, seen);

        assertThat(writes).hasSize(1_000);
        assertThat(writes.values())
                .allSatisfy(seconds -> assertThat(seconds.values()).containsOnly(1));
        assertThat(seen.values())
                .allSatisfy(at -> assertThat(at).isAfter(NOW.plusSeconds(5).minusMillis(51)));
    }

    private static void note(
            HeartbeatBuffer buffer,
            Instant now,
            Map<DeviceIdentity, Map<Long, Integer>> writes,
            Map<DeviceIdentity, Instant> seen) {
        for (var beat : buffer.take(now)) {
            writes.computeIfAbsent(beat.identity(), _ -> new HashMap<>())
                    .merge(now.getEpochSecond(), 1, Integer::sum);
            seen.put(beat.identity(), beat.heartbeat().at());
        }
    }

    private static DeviceIdentity device(int number) {
        return new DeviceIdentity(new TenantId("default"), new DeviceId("dev-" + number));
    }

    private static Heartbeat at(Instant at) {
        return new Heartbeat(at, null, null, null, null, null, null);
    }
}
