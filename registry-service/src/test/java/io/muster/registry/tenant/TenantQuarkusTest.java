// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TenantQuarkusTest {

    private static final String TENANTS = "/api/v1/tenants";

    @Test
    void theTenantDefaultIsAlwaysThere() {
        Api.as("platform-admin")
                .get(TENANTS + "/default")
                .then()
                .statusCode(200)
                .body("id", equalTo("default"))
                .body("quotas.maxDevices", equalTo(1_000_000))
                .body("settings.deletedDevicesKeptDays", equalTo(30));
        Api.as("platform-admin").get(TENANTS).then().body("items.id", hasItems("default"));
    }

    @Test
    void case56TheQuotaHoldsUnderConcurrency() throws Exception {
        var tenant = newTenant(Map.of("maxDevices", 10));

        var answers = concurrently(30, () -> create(tenant));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(10);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .hasSize(20)
                .allSatisfy(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(403);
                    assertThat(refused.<String>path("type"))
                            .isEqualTo("urn:muster:problem:quota-exceeded");
                });
        assertThat(devices(tenant)).isEqualTo(10);
    }

    @Test
    void case56ARefusedDeviceIsNotThere() {
        var tenant = newTenant(Map.of("maxDevices", 0));

        create(tenant).then().statusCode(403);

        Api.as("viewer@" + tenant).get("/api/v1/devices").then().body("items", equalTo(List.of()));
        assertThat(devices(tenant)).isZero();
    }

    @Test
    void aTenantThatNobodyMadeHasNoDevices() {
        create("nobody-" + UUID.randomUUID())
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:muster:problem:tenant-unknown"));
    }

    @Test
    void optionsAreChangedByAMergePatch() {
        var tenant = newTenant(Map.of("maxDevices", 10));

        patch(
                        tenant,
                        "\"1\"",
                        "{\"displayName\":\"Works\",\"settings\":{\"deletedDevicesKeptDays\":7}}")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("displayName", equalTo("Works"))
                .body("quotas.maxDevices", equalTo(10))
                .body("settings.deletedDevicesKeptDays", equalTo(7));
        patch(tenant, "\"2\"", "{\"displayName\":null,\"quotas\":{\"maxDevices\":null}}")
                .then()
                .statusCode(200)
                .body("displayName", nullValue())
                .body("quotas.maxDevices", equalTo(1_000_000));
    }

    @Test
    void case40AChangeNamesTheVersionItIsBasedOn() {
        var tenant = newTenant(Map.of());

        patch(tenant, "\"7\"", "{}").then().statusCode(412);
        Api.as("platform-admin").body("{}").patch(TENANTS + "/" + tenant).then().statusCode(428);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"id\":\"A\"}",
                "{\"id\":\"a/b\"}",
                "{\"id\":\"x\",\"id\":\"y\"}",
                "{\"id\":\"x\",\"quotas\":{\"maxDevices\":-1}}",
                "{\"id\":\"x\",\"quotas\":{\"maxDevices\":\"many\"}}",
                "{\"id\":\"x\",\"quotas\":{\"maxDevice\":1}}",
                "{\"id\":\"x\",\"quotas\":{\"maxCertsPerDevice\":-1}}",
                "{\"id\":\"x\",\"quotas\":{\"enrollmentsPerMinute\":1000000001}}",
                "{\"id\":\"x\",\"quotas\":{\"enrollmentsPerMinute\":\"1; DROP\"}}",
                "{\"id\":\"x\",\"settings\":{\"deletedDevicesKeptDays\":366}}",
                "{\"id\":\"x\",\"colour\":1}"
            })
    void whatIsNoTenantIsAProblem(String body) {
        Api.as("platform-admin")
                .body(body)
                .post(TENANTS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void case39ARepeatedRequestGetsTheFirstAnswer() {
        var key = UUID.randomUUID().toString();
        var id = "t-" + UUID.randomUUID();

        var first = post(key, Map.of("id", id));
        var second = post(key, Map.of("id", id));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        post(key, Map.of("id", id, "displayName", "x"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:idempotency-key-reused"));
        Api.as("platform-admin").body(Map.of("id", id)).post(TENANTS).then().statusCode(409);
    }

    @Test
    void onlyWhoRunsTheInstallationManagesTenants() {
        var tenant = newTenant(Map.of());

        Api.as("tenant-admin").get(TENANTS).then().statusCode(403);
        Api.as("tenant-admin").body(Map.of("id", "x")).post(TENANTS).then().statusCode(403);
        Api.as("tenant-admin").get(TENANTS + "/" + tenant).then().statusCode(404);
        Api.as("tenant-admin@" + tenant).get(TENANTS + "/" + tenant).then().statusCode(200);
        Api.as("operator@" + tenant).get(TENANTS + "/" + tenant).then().statusCode(403);
        Api.as("tenant-admin@" + tenant)
                .header("If-Match", "*")
                .body("{\"quotas\":{\"maxDevices\":5}}")
                .patch(TENANTS + "/" + tenant)
                .then()
                .statusCode(403);
    }

    private static String newTenant(Map<String, ?> quotas) {
        var id = "t-" + UUID.randomUUID();
        Api.as("platform-admin")
                .body(Map.of("id", id, "quotas", quotas))
                .post(TENANTS)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"");
        return id;
    }

    private static Response post(String key, Map<String, ?> body) {
        return Api.as("platform-admin").header("Idempotency-Key", key).body(body).post(TENANTS);
    }

    private static Response patch(String tenant, String ifMatch, String body) {
        return Api.as("platform-admin")
                .contentType("application/merge-patch+json")
                .header("If-Match", ifMatch)
                .body(body)
                .patch(TENANTS + "/" + tenant);
    }

    private static Response create(String tenant) {
        return Api.as("operator@" + tenant).body(Map.of("id", Api.newId())).post("/api/v1/devices");
    }

    private static int devices(String tenant) {
        return Api.as("platform-admin").get(TENANTS + "/" + tenant).path("usage.devices");
    }

    private static List<Response> concurrently(int times, Callable<Response> request)
            throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var futures = new ArrayList<Future<Response>>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(request));
            }
            var answers = new ArrayList<Response>();
            for (var future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
