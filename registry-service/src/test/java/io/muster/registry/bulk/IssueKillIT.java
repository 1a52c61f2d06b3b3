// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.registry.Api;
import io.muster.registry.PackagedRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The packaged service is killed while it issues certificates, twice. */
class IssueKillIT {

    private static final int ROWS = Integer.getInteger("muster.kill.issued", 400);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void bulkIssueGoesOnAfterKill9AndIssuesNothingTwice() throws Exception {
        try (var service = PackagedRegistry.start()) {
            var tenant = Imports.tenant();
            Imports.done(tenant, "create", Imports.NDJSON, Imports.lines(ROWS));
            var job = Issues.id(tenant, Issues.file(ROWS));
            for (int kill = 1; kill <= 2; kill++) {
                long from = kill * ROWS / 5;
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> Issues.get(tenant, job).getLong("rows.done") > from);
                assertThat(Issues.get(tenant, job).getLong("rows.done"))
                        .as("killed in the middle")
                        .isBetween(from, ROWS - 1L);
                service.kill();
                service.startAgain();
                assertThat(Issues.get(tenant, job).getLong("rows.done")).isGreaterThan(from);
            }

            var done = Issues.done(tenant, job);

            assertThat(done.getInt("rows.created")).isEqualTo(ROWS);
            assertThat(done.getInt("rows.failed")).isZero();
            assertThat(Issues.fingerprints(tenant, job))
                    .hasSize(ROWS)
                    .doesNotContainNull()
                    .doesNotHaveDuplicates();
            for (int device = 0; device < ROWS; device++) {
                assertThat(certificates(tenant, "dev-" + device)).isEqualTo(1);
            }
        }
    }

    private static int certificates(String tenant, String device) {
        return Api.as("viewer@" + tenant)
                .get("/api/v1/devices/" + device + "/certificates")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }
}
