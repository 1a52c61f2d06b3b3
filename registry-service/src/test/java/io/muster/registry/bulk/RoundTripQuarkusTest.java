// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves as a file comes back as it was. */
@QuarkusTest
class RoundTripQuarkusTest {

    private static final String ALL = "?include=groups,gateways,credentials";
    private static final String DEVICES =
            """
            {"id":"a","type":"gw","displayName":"=A, \\"1\\"","attributes":{"x":1.50,"y.z":{"":[1,null,"é"],"n":null}},"tags":["b|c","a"]}
            {"id":"b","displayName":" 'b; ","groups":["/site"],"externalIds":{"serial":"=s1","mac":"m"}}
            {"id":"c","attributes":{"big":12345678901234567890.123},"gateways":["a"],"tags":["[x","-1"]}
            {"id":"d","groups":["/site"],"gateways":["a"],"credentials":[{"type":"password","hash":"%s","notAfter":"2099-01-01T00:00:00Z"},\
            {"type":"token","authId":"+d","hash":"%s","enabled":false}]}
            """
                    .formatted(Hashes.of("one"), Hashes.of("two"));

    @ParameterizedTest
    @CsvSource({
        "/api/v1/exports/devices, application/x-ndjson",
        "/api/v1/exports/devices.csv, text/csv"
    })
    void case60AnExportWithAllMakesTheSameDevicesInAnEmptyTenant(String path, String type) {
        var from = tenant();
        var made = Imports.done(from, "create", Imports.NDJSON, DEVICES);
        assertThat(made.getInt("rows.created")).isEqualTo(4);
        var exported = export(from, path + ALL);
        assertThat(exported).contains(Hashes.of("one"));

        var to = tenant();
        var done = Imports.done(to, "create", type, exported);

        assertThat(done.getInt("rows.created")).isEqualTo(4);
        assertThat(export(to, path + ALL)).isEqualTo(exported);
        assertThat(Imports.done(from, "create", type, exported).getInt("rows.unchanged"))
                .isEqualTo(4);
        assertThat(export(from, path)).doesNotContain("hmac");
    }

    private static String tenant() {
        var tenant = Imports.tenant();
        Api.as("operator@" + tenant)
                .body(Map.of("path", "/site"))
                .post("/api/v1/groups")
                .then()
                .statusCode(201);
        Api.as("operator@" + tenant)
                .body(Map.of("gateway", true))
                .put("/api/v1/device-types/gw")
                .then()
                .statusCode(200);
        return tenant;
    }

    private static String export(String tenant, String path) {
        return Api.as("tenant-admin@" + tenant)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void whoTookHashesAwayIsWrittenDown() {
        var tenant = tenant();
        export(tenant, "/api/v1/exports/devices" + ALL);

        var entries =
                Api.as("auditor@" + tenant)
                        .get("/api/v1/audit?action=credential.export")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(entries.getList("items.target")).containsExactly(tenant);
    }
}
