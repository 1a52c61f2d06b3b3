// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.Tables;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TransferQuarkusTest {

    @Test
    void case38ADeviceGoesToAnotherTenantWhenBothWantIt() {
        var to = tenant();
        var stranger = tenant();
        var device = Api.newId();
        Api.as("operator")
                .body(
                        Map.of(
                                "id",
                                device,
                                "displayName",
                                "Pump",
                                "attributes",
                                Map.of("n", 1),
                                "externalIds",
                                Map.of("serial", device)))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        var unused = Api.secret(device);
        String uid = Api.get(device).path("uid");

        String offer;
        try (var tap = EventTap.open()) {
            offer =
                    offer(device, Map.of("to", to))
                            .then()
                            .statusCode(201)
                            .body("code", nullValue())
                            .extract()
                            .path("id");
            offer(device, Map.of("to", stranger)).then().statusCode(409);
            accept(stranger, offer, Map.of()).then().statusCode(404);
            accept("default", offer, Map.of()).then().statusCode(404);
            Api.as("tenant-admin@" + stranger)
                    .get("/api/v1/transfers/" + offer)
                    .then()
                    .statusCode(404);
            Api.as("operator@" + to)
                    .body(Map.of())
                    .post("/api/v1/transfers/" + offer + "/accept")
                    .then()
                    .statusCode(403);
            Api.get(device).then().statusCode(200);

            accept(to, offer, Map.of()).then().statusCode(200).body("state", equalTo("ACCEPTED"));

            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(tap.of(device).stream().map(EventTap.Heard::type))
                                    .contains(
                                            "device.deleted",
                                            "certificate.revoked",
                                            "device.transferred"));
        }
        Api.as("viewer@" + to)
                .get("/api/v1/devices/" + device)
                .then()
                .statusCode(200)
                .body("uid", equalTo(uid))
                .body("state", equalTo("CREATED"))
                .body("displayName", equalTo("Pump"))
                .body("attributes.n", equalTo(1))
                .body("externalIds.serial", equalTo(device))
                .body("certificates.active", equalTo(0));
        assertTombstone(device, uid);
        assertThat(Est.enroll(device, unused, TestCsr.of(device).der()).status()).isIn(401, 403);
        accept(to, offer, Map.of()).then().statusCode(409);
        rekey(to, device);
    }

    private static void assertTombstone(String device, String uid) {
        Api.get(device).then().statusCode(404);
        Api.as("viewer")
                .get("/api/v1/devices/" + device + "?deleted=true")
                .then()
                .statusCode(200)
                .body("uid", equalTo(uid))
                .body("deletedAt", notNullValue())
                .body("certificates.active", equalTo(0));
        Api.as("operator").post("/api/v1/devices/" + device + "/restore").then().statusCode(404);
    }

    /** It enrolls in its new tenant like any other, at that tenant's entrance. */
    private static void rekey(String tenant, String device) {
        String secret =
                Api.as("operator@" + tenant)
                        .body(Map.of("deviceId", device))
                        .post("/api/v1/enrollment-profiles/default/tokens")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("tokens[0].secret");
        var entrance = "/.well-known/est/" + tenant + ".default/";
        // A new tenant has an authority after a moment.
        Awaitility.await().until(() -> Est.get(entrance + "cacerts").status() == 200);
        var answer =
                Est.post(
                        Tls.anonymous(),
                        entrance + "simpleenroll",
                        Base64.getEncoder().encode(TestCsr.of(device).der()),
                        Est.basic(device, secret));
        assertThat(Est.certificate(answer).getSubjectX500Principal().getName())
                .contains("O=" + tenant)
                .contains("CN=" + device);
    }

    @Test
    void whoHasTheCodeMayTakeIt() {
        var to = tenant();
        var device = Api.newDevice();
        var offered = offer(device, Map.of()).then().statusCode(201).extract().jsonPath();
        var id = offered.getString("id");
        var code = offered.getString("code");
        Api.as("tenant-admin").get("/api/v1/transfers/" + id).then().body("code", nullValue());

        accept(to, id, Map.of()).then().statusCode(404);
        accept(to, id, Map.of("code", "rgx_guess")).then().statusCode(404);
        accept("default", id, Map.of("code", code)).then().statusCode(404);
        Api.as("operator@" + to)
                .body(Map.of("id", device))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        accept(to, id, Map.of("code", code)).then().statusCode(409);
        Api.get(device).then().statusCode(200);
        accept(to, id, Map.of("code", code, "newId", "other-1"))
                .then()
                .statusCode(200)
                .body("newId", equalTo("other-1"));
        Api.as("viewer@" + to).get("/api/v1/devices/other-1").then().statusCode(200);
        Api.as("tenant-admin@" + to)
                .get("/api/v1/transfers")
                .then()
                .body("items[0].id", equalTo(id));
    }

    @Test
    void refusedWithdrawnAndExpiredOffersChangeNothing() {
        var to = tenant();
        var device = Api.newDevice();
        String refused = offer(device, Map.of("to", to)).path("id");
        act("tenant-admin@" + to, refused, "refuse", Map.of())
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"));
        accept(to, refused, Map.of()).then().statusCode(409);

        String withdrawn = offer(device, Map.of("to", to)).path("id");
        act("tenant-admin@" + to, withdrawn, "withdraw", Map.of()).then().statusCode(404);
        act("tenant-admin", withdrawn, "withdraw", Map.of()).then().statusCode(200);
        accept(to, withdrawn, Map.of()).then().statusCode(409);

        String expired = offer(device, Map.of("to", to, "ttl", 60)).path("id");
        Tables.change(
                "UPDATE transfer SET expires_at = now() WHERE transfer_id = ?",
                UUID.fromString(expired));
        accept(to, expired, Map.of())
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:transfer-state"));
        Api.as("tenant-admin")
                .get("/api/v1/transfers/" + expired)
                .then()
                .body("state", equalTo("EXPIRED"));
        assertThat(offer(device, Map.of("to", to)).statusCode()).isEqualTo(201);
        Api.get(device).then().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void theOtherTenantNeedsAPlace() {
        var to = tenant();
        Api.as("platform-admin")
                .header("If-Match", "*")
                .body("{\"quotas\":{\"maxDevices\":0}}")
                .patch("/api/v1/tenants/" + to)
                .then()
                .statusCode(200);
        var device = Api.newDevice();
        String id = offer(device, Map.of("to", to)).path("id");

        accept(to, id, Map.of())
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:muster:problem:quota-exceeded"));
        Api.get(device).then().statusCode(200);
    }

    @Test
    void anotherDeviceOfTheSameIdIsNotWhatWasOffered() {
        var to = tenant();
        var device = Api.newDevice();
        String id = offer(device, Map.of("to", to)).path("id");
        // As if it had been purged and added again.
        Tables.change("UPDATE device SET uid = gen_random_uuid() WHERE id = ?", device);

        accept(to, id, Map.of()).then().statusCode(409);
    }

    @Test
    void aRetiredDeviceIsNotTaken() {
        var to = tenant();
        var device = Api.newDevice();
        String id = offer(device, Map.of("to", to)).path("id");
        Api.retire(device);

        accept(to, id, Map.of()).then().statusCode(409);
        offer(device, Map.of("to", "default")).then().statusCode(400);
        offer(device, Map.of("ttl", 1)).then().statusCode(400);
        offer("none", Map.of("to", to)).then().statusCode(404);
    }

    private static String tenant() {
        var id = "t-" + UUID.randomUUID();
        Api.tenant(id);
        return id;
    }

    private static Response offer(String device, Map<String, Object> terms) {
        return Api.as("tenant-admin").body(terms).post("/api/v1/devices/" + device + "/transfer");
    }

    private static Response accept(String tenant, String id, Map<String, String> answer) {
        return act("tenant-admin@" + tenant, id, "accept", answer);
    }

    private static Response act(String user, String id, String action, Map<String, String> answer) {
        return Api.as(user)
                .body(new HashMap<>(answer))
                .post("/api/v1/transfers/" + id + "/" + action);
    }
}
