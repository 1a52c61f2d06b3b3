// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeviceExportQuarkusTest {

    private static final String EXPORT = "/api/v1/exports/devices";

    @Test
    void case60WhatIsExportedMakesTheSameDevicesElsewhere() {
        var from = tenant();
        for (int i = 0; i < 3; i++) {
            Api.as("operator@" + from)
                    .body(
                            Map.of(
                                    "id", "dev-" + i,
                                    "displayName", "Press, hall " + i,
                                    "attributes", Map.of("a", Map.of("b", i)),
                                    "tags", List.of("x", "y"),
                                    "externalIds", Map.of("serial", "sn-" + i)))
                    .post("/api/v1/devices")
                    .then()
                    .statusCode(201);
        }
        Api.as("operator@" + from).delete("/api/v1/devices/dev-2").then().statusCode(204);

        var exported = export(from);
        var to = tenant();
        exported.lines()
                .forEach(line ->
                        Api.as("operator@" + to)
                                .body(line)
                                .post("/api/v1/devices")
                                .then()
                                .statusCode(201));

        assertThat(exported.lines()).hasSize(2);
        assertThat(export(to)).isEqualTo(exported);
    }

    @Test
    void anExportIsStreamedInBatches() {
        var tenant = tenant();
        for (int i = 0; i < 501; i++) {
            Api.as("operator@" + tenant).body(Map.of("id", "dev-" + i)).post("/api/v1/devices");
        }

        assertThat(export(tenant).lines().distinct()).hasSize(501);
    }

    @Test
    void anEmptyTenantHasNoLines() {
        assertThat(export(tenant())).isEmpty();
    }

    @Test
    void onlyWhoMayDoesIt() {
        Api.as("viewer").get(EXPORT).then().statusCode(403);
        Api.as("operator").get(EXPORT + "?filter=secret==1").then().statusCode(400);
    }

    private static String tenant() {
        var id = "t-" + UUID.randomUUID();
        Api.tenant(id);
        return id;
    }

    private static String export(String tenant) {
        return Api.as("operator@" + tenant).get(EXPORT).then().statusCode(200).extract().asString();
    }
}
