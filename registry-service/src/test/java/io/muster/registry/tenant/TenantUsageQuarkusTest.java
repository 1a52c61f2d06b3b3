// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TenantUsageQuarkusTest {

    private final String tenant = "t-" + UUID.randomUUID();

    private Response usage(String user, String query) {
        return Api.as(user).get("/api/v1/tenants/" + tenant + "/usage" + query);
    }

    private void add(Map<String, Object> quotas) {
        Api.as("platform-admin")
                .body(Map.of("id", tenant, "quotas", quotas))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201);
        Api.as("operator@" + tenant)
                .body(Map.of("id", "dev-1"))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
    }

    @Test
    void eachQuotaIsShownWithWhatIsUsedOfIt() {
        add(Map.of("maxDevices", 5, "maxCertsPerDevice", 4, "enrollmentsPerMinute", 30));

        usage("tenant-admin@" + tenant, "?device=dev-1")
                .then()
                .statusCode(200)
                .body("maxDevices.quota", equalTo(5))
                .body("maxDevices.used", equalTo(1))
                .body("maxCertsPerDevice.quota", equalTo(4))
                .body("maxCertsPerDevice.used", equalTo(0))
                .body("enrollmentsPerMinute.quota", equalTo(30))
                .body("enrollmentsPerMinute.used", equalTo(0))
                .body("importRows.quota", equalTo(1_000_000))
                .body("importRows.used", equalTo(0));
    }

    @Test
    void whatIsNotLimitedHasNoQuotaAndIsNotCounted() {
        add(Map.of());

        usage("platform-admin", "")
                .then()
                .statusCode(200)
                .body("maxDevices.quota", equalTo(1_000_000))
                .body("maxCertsPerDevice.quota", nullValue())
                .body("maxCertsPerDevice.used", nullValue())
                .body("enrollmentsPerMinute.quota", nullValue())
                .body("enrollmentsPerMinute.used", nullValue());
    }

    @Test
    void aTenantsAdminSeesItsOwnAndNobodyElseSeesAny() {
        add(Map.of());

        usage("tenant-admin", "").then().statusCode(404);
        usage("operator@" + tenant, "").then().statusCode(403);
        usage("viewer@" + tenant, "").then().statusCode(403);
        Api.as("platform-admin").get("/api/v1/tenants/nobody/usage").then().statusCode(404);
        Api.as("platform-admin").get("/api/v1/tenants/N%2FO/usage").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev-2", "+/#", "%27%20OR%201%3D1--"})
    void thereIsNothingToCountOfNoDevice(String device) {
        add(Map.of());

        usage("tenant-admin@" + tenant, "?device=" + device).then().statusCode(404);
    }
}
