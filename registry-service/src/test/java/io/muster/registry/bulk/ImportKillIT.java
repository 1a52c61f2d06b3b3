// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.registry.Api;
import io.muster.registry.PackagedRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The packaged service is killed while it imports, twice. */
class ImportKillIT {

    private static final int ROWS = Integer.getInteger("muster.kill.imported", 5_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void case42AnImportGoesOnAfterKill9WithExactCounts() throws Exception {
        try (var service = PackagedRegistry.start()) {
            var tenant = Imports.tenant();
            var job =
                    Imports.id(Imports.send(tenant, "create", Imports.NDJSON, Imports.lines(ROWS)));
            for (int kill = 1; kill <= 2; kill++) {
                long from = kill * ROWS / 5;
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> Imports.get(tenant, job).getLong("rows.done") > from);
                service.kill();
                service.startAgain();
                var rows = Imports.get(tenant, job);
                assertThat(rows.getLong("rows.done"))
                        .as("killed in the middle")
                        .isBetween(from, ROWS - 1L);
            }

            var done = Imports.done(tenant, job);

            assertThat(done.getString("state")).isEqualTo("DONE");
            assertThat(done.getInt("rows.created")).isEqualTo(ROWS);
            assertThat(done.getInt("rows.failed")).isZero();
            assertThat(Imports.devices(tenant)).isEqualTo(ROWS);
            var exported = Api.as("operator@" + tenant).get("/api/v1/exports/devices").asString();
            assertThat(exported.lines().distinct()).hasSize(ROWS);
            assertThat(
                            Imports.done(tenant, "create", Imports.NDJSON, Imports.lines(ROWS))
                                    .getInt("rows.unchanged"))
                    .isEqualTo(ROWS);
        }
    }
}
