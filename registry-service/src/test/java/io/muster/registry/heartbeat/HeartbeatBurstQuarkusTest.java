// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.platform.channel.DeviceMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A second's heartbeats of a fleet, several seconds long, with a real database behind. */
@QuarkusTest
class HeartbeatBurstQuarkusTest {

    private static final int DEVICES = 4_000;
    private static final int PER_SECOND = 20_000;
    private static final int SECONDS = 4;

    /** From this one on, each device speaks once more. */
    private static final int LAST_TURN = PER_SECOND * SECONDS - DEVICES;

    private static final String BORN =
            """
            INSERT INTO presence (tenant_id, device_id, connected, session, ended_sessions, changed_at, reason, last_seen_at)
            SELECT 'burst', 'b-' || i, true, 'a', '{}', now(), 'connected', now() FROM generate_series(0, %d) AS i
            """
                    .formatted(DEVICES - 1);
    private static final String WRITES =
            "SELECT n_tup_upd AS all_of_them, n_tup_hot_upd AS hot FROM pg_stat_user_tables"
                    + " WHERE schemaname = 'registry' AND relname = 'presence'";
    private static final String OLDEST =
            "SELECT min(last_seen_at) AS oldest FROM presence WHERE tenant_id = 'burst'";

    @Inject HeartbeatChannel channel;
    @Inject Pool pool;

    @Test
    void case46AFleetThatSpeaksTooOftenIsWrittenOnceASecond() {
        query(BORN);
        var before = query(WRITES).getLong("all_of_them");
        var hot = query(WRITES).getLong("hot");

        var begun = System.nanoTime();
        var lastTurn = Instant.MAX;
        for (int i = 0; i < PER_SECOND * SECONDS; i++) {
            if (i == LAST_TURN) {
                lastTurn = Instant.now();
            }
            channel.on(heartbeat(i)).await().indefinitely();
            LockSupport.parkNanos(begun + i * 1_000_000_000L / PER_SECOND - System.nanoTime());
        }
        var all = lastTurn.truncatedTo(ChronoUnit.MICROS);
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 2;

        await().untilAsserted(() ->
                assertThat(query(OLDEST).getOffsetDateTime("oldest").toInstant())
                        .isAfterOrEqualTo(all));
        await().untilAsserted(() ->
                assertThat(query(WRITES).getLong("all_of_them") - before)
                        .isBetween((long) DEVICES * 2, DEVICES * seconds));
        assertThat(query(WRITES).getLong("hot") - hot)
                .isGreaterThan((query(WRITES).getLong("all_of_them") - before) * 8 / 10);
    }

    private static DeviceMessage heartbeat(int number) {
        var topic = "d/burst/b-" + number % DEVICES + "/heartbeat";
        var payload = "{\"ts\":%d,\"rssi\":-70,\"bat\":80,\"up\":9}".formatted(number);
        return new DeviceMessage(topic, payload.getBytes(StandardCharsets.UTF_8), 0, false);
    }

    private Row query(String sql) {
        var rows = pool.query(sql).execute().await().atMost(Duration.ofSeconds(30));
        return rows.size() == 0 ? null : rows.iterator().next();
    }
}
