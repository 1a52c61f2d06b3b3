// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DeviceExportQuarkusTest {

    private static final String EXPORT = "/api/v1/exports/devices";
    private static final String TABLE = "/api/v1/exports/devices.csv";

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
    void aTableHasItsHeaderOnceAndSaysWhoIsIncluded() {
        var tenant = tenant();
        assertThat(table(tenant, "")).isEqualTo("id,type,displayName,tags,externalId,attributes\n");
        for (int i = 0; i < 501; i++) {
            Api.as("operator@" + tenant)
                    .body(Map.of("id", "dev-" + i, "displayName", "=" + i))
                    .post("/api/v1/devices");
        }

        var lines = table(tenant, "?include=gateways").lines().toList();

        assertThat(lines).hasSize(502).doesNotHaveDuplicates();
        assertThat(lines.getFirst()).endsWith(",attributes,gateway");
        assertThat(lines.get(1)).isEqualTo("dev-0,,'=0,,,,");
    }

    private static String table(String tenant, String query) {
        return Api.as("operator@" + tenant)
                .get(TABLE + query)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", "attachment; filename=\"devices.csv\"")
                .extract()
                .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPORT, TABLE})
    void onlyWhoMayDoesIt(String path) {
        Api.as("viewer").get(path).then().statusCode(403);
        Api.as("operator").get(path + "?filter=secret==1").then().statusCode(400);
        Api.as("operator").get(path + "?include=secrets").then().statusCode(400);
        Api.as("operator").get(path + "?include=groups,credentials").then().statusCode(403);
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
