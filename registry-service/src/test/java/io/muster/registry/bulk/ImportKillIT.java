// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.registry.Api;
import io.muster.registry.PackagedRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The packaged service is killed while it imports, twice. */
class ImportKillIT {

    private static final int ROWS = Integer.getInteger("muster.kill.imported", 10_000);
    private static final String GATEWAYS = "/api/v1/device-types/gw";
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
                assertThat(Imports.get(tenant, job).getLong("rows.done"))
                        .as("killed in the middle")
                        .isBetween(from, ROWS - 1L);
                service.kill();
                service.startAgain();
                assertThat(Imports.get(tenant, job).getLong("rows.done")).isGreaterThan(from);
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

    @Test
    void case42RowsThatWaitForTheirGatewayAreDoneOnceAfterKill9() throws Exception {
        try (var service = PackagedRegistry.start()) {
            var tenant = Imports.tenant();
            Api.as("operator@" + tenant).body(Map.of("gateway", true)).put(GATEWAYS);
            Api.as("operator@" + tenant).body(Map.of("path", "/site")).post("/api/v1/groups");
            var file = children(ROWS) + "{\"id\":\"gw\",\"type\":\"gw\"}";
            var job = Imports.id(Imports.send(tenant, "create", Imports.NDJSON, file));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> Imports.get(tenant, job).getLong("rows.done") > 500);
            assertThat(Imports.get(tenant, job).getString("state"))
                    .as("killed in the middle of its second turn")
                    .isEqualTo("RUNNING");
            service.kill();
            service.startAgain();

            var done = Imports.done(tenant, job);

            assertThat(done.getInt("rows.created")).isEqualTo(ROWS + 1);
            assertThat(done.getInt("rows.failed")).isZero();
            var all = "/api/v1/exports/devices?include=groups,gateways,credentials";
            var exported = Api.as("tenant-admin@" + tenant).get(all).asString();
            assertThat(exported.lines().filter(line -> line.contains("\"gateways\":[\"gw\"]")))
                    .hasSize(ROWS)
                    .allMatch(line -> line.contains("/site") && line.contains("$hmac-sha256$"));
            assertThat(
                            Imports.done(tenant, "create", Imports.NDJSON, exported)
                                    .getInt("rows.unchanged"))
                    .isEqualTo(ROWS + 1);
        }
    }

    private static String children(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"id\":\"c%d\",\"groups\":[\"/site\"],\"gateways\":[\"gw\"],\"credentials\":[{\"type\":\"token\",\"hash\":\"%s\"}]}\n"
                                .formatted(i, Hashes.of("secret " + i)))
                .collect(Collectors.joining());
    }
}
