// SPDX-License-Identifier: Apache-2.0
package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.channel.DeviceMessage;
import io.muster.platform.parked.ParkedMessages;
import io.muster.platform.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ParkedQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject ParkedMessages parked;
    @Inject Database database;

    private final String tenant = "t" + UUID.randomUUID();

    private Row find(String sql, String tenant) {
        return database.read(connection -> connection.preparedQuery(sql).execute(Tuple.of(tenant)))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next();
    }

    @Test
    void aMessageIsKeptWithItsReason() {
        var message = DeviceMessage.of("d/" + tenant + "/dev-1/heartbeat", new byte[70_000]);

        parked.park(message, "not JSON\0").await().atMost(PATIENCE);

        var row =
                find(
                        "SELECT topic, length(payload) AS size, reason FROM parked_message WHERE tenant_id = $1",
                        tenant);
        assertThat(row.getString("topic")).isEqualTo(message.topic());
        assertThat(row.getInteger("size")).isEqualTo(65_536);
        assertThat(row.getString("reason")).isEqualTo("not JSON\uFFFD");
    }

    @Test
    void aMessageOfNobodyIsKeptToo() {
        parked.park(DeviceMessage.of("somewhere", new byte[0]), "no device topic")
                .await()
                .atMost(PATIENCE);

        assertThat(
                        find("SELECT count(*)::int FROM parked_message WHERE tenant_id = $1", "-")
                                .getInteger(0))
                .isPositive();
    }

    @Test
    void onlyTheNewestThousandAreKept() {
        var message = DeviceMessage.of("d/" + tenant + "/dev-1/heartbeat", new byte[1]);
        var parks =
                IntStream.range(0, 1_050)
                        .mapToObj(n -> parked.park(message, "number " + n))
                        .toList();

        Uni.join().all(parks).usingConcurrencyOf(8).andFailFast().await().atMost(PATIENCE);

        assertThat(
                        find(
                                        "SELECT count(*)::int FROM parked_message WHERE tenant_id = $1",
                                        tenant)
                                .getInteger(0))
                .isBetween(1_000, 1_008);
    }
}
