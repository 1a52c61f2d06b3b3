// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.Api;
import io.muster.registry.heartbeat.HeartbeatBuffer.Beat;
import io.muster.registry.heartbeat.HeartbeatStore.Result;
import io.muster.registry.identity.DeviceIdentity;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written of heartbeats, at moments of the test's choice. */
@QuarkusTest
class HeartbeatStoreQuarkusTest {

    private static final Instant SECOND = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BORN =
            """
            INSERT INTO presence (tenant_id, device_id, connected, session, ended_sessions, changed_at, reason, last_seen_at)
            VALUES ('store', $1, true, 'a', '{}', $2, 'connected', $2)
            """;
    private static final String SEEN =
            "SELECT last_seen_at FROM presence WHERE tenant_id = 'store' AND device_id = $1";

    private final String device = Api.newId();

    @Inject HeartbeatStore store;
    @Inject Pool pool;

    @Test
    void case46TheLastHeartbeatOfASecondThatWasWrittenIsNotLost() {
        born();

        write(100, 200);
        var next = write(900, 1_200);

        assertThat(next.written()).isEqualTo(1);
        assertThat(lastSeen()).isEqualTo(SECOND.plusMillis(900));
    }

    @Test
    void case46WhatAnotherReplicaWroteInThisSecondIsWrittenInTheNext() {
        born();

        write(100, 200);
        var early = write(300, 400);

        assertThat(early.written()).isZero();
        assertThat(early.early()).containsExactly(beat(300));
        assertThat(lastSeen()).isEqualTo(SECOND.plusMillis(100));
        assertThat(write(300, 1_000).written()).isEqualTo(1);
        assertThat(lastSeen()).isEqualTo(SECOND.plusMillis(300));
    }

    @Test
    void whatIsOlderThanWhatIsThereIsForgotten() {
        born();

        write(900, 1_200);
        var older = write(800, 2_200);

        assertThat(older).isEqualTo(new Result(0, List.of(), List.of()));
        assertThat(lastSeen()).isEqualTo(SECOND.plusMillis(900));
    }

    @Test
    void devicesThatAreNotThereAreForgotten() {
        assertThat(write(100, 200)).isEqualTo(new Result(0, List.of(), List.of()));
    }

    private Result write(long heard, long now) {
        return store.write(List.of(beat(heard)), SECOND.plusMillis(now)).await().atMost(PATIENCE);
    }

    private Beat beat(long heard) {
        var heartbeat = new Heartbeat(SECOND.plusMillis(heard), -70, null, null, null, null, null);
        return new Beat(new DeviceIdentity(new TenantId("store"), new DeviceId(device)), heartbeat);
    }

    private void born() {
        var before = SECOND.minusSeconds(9).atOffset(ZoneOffset.UTC);
        pool.preparedQuery(BORN).execute(Tuple.of(device, before)).await().atMost(PATIENCE);
    }

    private Instant lastSeen() {
        return pool.preparedQuery(SEEN)
                .execute(Tuple.of(device))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getOffsetDateTime("last_seen_at")
                .toInstant();
    }
}
