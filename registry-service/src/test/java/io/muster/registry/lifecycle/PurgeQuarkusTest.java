// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PurgeQuarkusTest {

    @Inject Purge purge;
    @Inject Pool pool;

    @Test
    void case36AfterThePurgeTheIdIsFreeAndTheUidIsNot() {
        var tenant = "t-" + UUID.randomUUID();
        Api.as("platform-admin")
                .body(Map.of("id", tenant, "settings", Map.of("deletedDevicesKeptDays", 0)))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201);
        var first = create(tenant);
        Api.as("operator@" + tenant).delete("/api/v1/devices/dev-1").then().statusCode(204);

        purge.run().await().atMost(Duration.ofSeconds(20));

        Api.as("viewer@" + tenant).get("/api/v1/devices/dev-1?deleted=true").then().statusCode(404);
        Api.as("operator@" + tenant).post("/api/v1/devices/dev-1/restore").then().statusCode(404);
        assertThat(create(tenant)).isNotEqualTo(first);
    }

    @Test
    void case36WhatCanStillBeRestoredIsNotPurged() {
        var device = Api.newDevice();
        Api.as("operator").delete("/api/v1/devices/" + device).then().statusCode(204);

        purge.run().await().atMost(Duration.ofSeconds(20));

        Api.as("viewer")
                .get("/api/v1/devices/" + device + "?deleted=true")
                .then()
                .statusCode(200)
                .body("id", equalTo(device));
    }

    @Test
    void case36WhatSomebodyBeganWithADeviceEndsWithIt() {
        var tenant = "t-" + UUID.randomUUID();
        Api.tenant(tenant);
        create(tenant);
        String command =
                Api.as("operator@" + tenant)
                        .body(Map.of("kind", "ping"))
                        .post("/api/v1/devices/dev-1/commands")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        String offer =
                Api.as("tenant-admin@" + tenant)
                        .body(Map.of("to", "default"))
                        .post("/api/v1/devices/dev-1/transfer")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        allow(tenant);

        Api.as("operator@" + tenant).delete("/api/v1/devices/dev-1").then().statusCode(204);
        Api.as("operator@" + tenant).post("/api/v1/devices/dev-1/restore").then().statusCode(204);

        await().untilAsserted(() ->
                Api.as("viewer@" + tenant)
                        .get("/api/v1/devices/dev-1/commands/" + command)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("EXPIRED")));
        Api.as("tenant-admin@" + tenant)
                .get("/api/v1/transfers/" + offer)
                .then()
                .body("state", equalTo("EXPIRED"));
        assertThat(rows("reenroll_allowance", tenant)).isZero();
    }

    @Test
    void case36CommandsAreGoneWithThePurge() {
        var tenant = "t-" + UUID.randomUUID();
        Api.tenant(tenant);
        create(tenant);
        Api.as("operator@" + tenant)
                .body(Map.of("kind", "ping"))
                .post("/api/v1/devices/dev-1/commands")
                .then()
                .statusCode(201);
        Api.as("operator@" + tenant).delete("/api/v1/devices/dev-1").then().statusCode(204);
        assertThat(rows("command", tenant)).isEqualTo(1);
        run("UPDATE device SET purge_at = now() WHERE tenant_id = $1", tenant);

        purge.run().await().atMost(Duration.ofSeconds(20));

        assertThat(rows("command", tenant)).isZero();
    }

    private void allow(String tenant) {
        run(
                "INSERT INTO reenroll_allowance VALUES ($1, 'dev-1', now() + interval '1 hour')",
                tenant);
    }

    private int rows(String table, String tenant) {
        return run("SELECT FROM " + table + " WHERE tenant_id = $1", tenant);
    }

    private int run(String sql, String tenant) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(tenant))
                .await()
                .atMost(Duration.ofSeconds(20))
                .rowCount();
    }

    private static String create(String tenant) {
        return Api.as("operator@" + tenant)
                .body(Map.of("id", "dev-1", "externalIds", Map.of("serial", "4711")))
                .post("/api/v1/devices")
                .then()
                .statusCode(201)
                .extract()
                .path("uid");
    }
}
