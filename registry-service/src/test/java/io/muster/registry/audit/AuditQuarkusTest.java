// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.audit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The chain itself is tested where it is made; here, that this service's changes are in it. */
@QuarkusTest
class AuditQuarkusTest {

    @Inject Pool pool;

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void case55AnAlteredRowIsFoundWhereItIs() {
        Api.tenant(tenant);
        create("press-1");
        create("press-2");
        audit("?action=device.create").body("items.target", contains("press-2", "press-1"));
        audit("/verify").body("valid", equalTo(true));
        int altered = audit("?action=device.create").extract().path("items[1].sequence");

        change(
                "UPDATE audit_entry SET body = replace(body, 'press-1', 'press-9') WHERE tenant_id = $1");

        audit("/verify")
                .body("valid", equalTo(false))
                .body("sequence", equalTo(altered))
                .body("reason", containsString("hash"));
        Api.as("auditor").get("/api/v1/audit/verify").then().body("valid", equalTo(true));
        Api.as("viewer").get("/api/v1/audit/verify").then().statusCode(403);
    }

    private void create(String device) {
        Api.as("operator@" + tenant)
                .body(Map.of("id", device))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse audit(String path) {
        return Api.as("auditor@" + tenant).get("/api/v1/audit" + path).then().statusCode(200);
    }

    private void change(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(tenant)).await().atMost(Duration.ofSeconds(10));
    }
}
