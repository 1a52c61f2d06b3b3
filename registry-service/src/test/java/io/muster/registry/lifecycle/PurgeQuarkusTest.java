// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PurgeQuarkusTest {

    @Inject Purge purge;

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
