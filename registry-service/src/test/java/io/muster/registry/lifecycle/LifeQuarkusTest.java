// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LifeQuarkusTest {

    private static final String DEVICES = "/api/v1/devices/";

    @Test
    void case35ASuspendedDeviceDoesNotEnrollOrRenewUntilItIsResumed() {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        var tls = enrolled(device);

        order(device, "suspend").then().statusCode(204).header("ETag", "\"3\"");

        Api.get(device).then().body("state", equalTo("SUSPENDED"));
        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(403);
        assertThat(Est.enroll(device, secret, TestCsr.of(device).der()).status()).isEqualTo(403);
        Api.certificates(device).then().body("items[0].status", equalTo("HOLD"));

        order(device, "resume").then().statusCode(204);

        Api.get(device).then().body("state", equalTo("ACTIVE"));
        Api.certificates(device).then().body("items[0].status", equalTo("ACTIVE"));
        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(200);
    }

    @Test
    void case35ASuspensionsHoldsEndWithItAndThoseOfAnOperatorDoNot() {
        var device = Api.newDevice();
        enrolled(device);
        var fingerprint = Api.certificates(device).<String>path("items[0].fingerprint");
        order(device, "suspend").then().statusCode(204);

        certificate(fingerprint, "unhold")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:device-suspended"));
        certificate(fingerprint, "hold").then().statusCode(200).body("status", equalTo("HOLD"));
        order(device, "resume").then().statusCode(204);

        Api.certificates(device).then().body("items[0].status", equalTo("HOLD"));
        certificate(fingerprint, "unhold").then().body("status", equalTo("ACTIVE"));
    }

    @Test
    void case35AnOperatorsHoldFromBeforeSurvivesASuspension() {
        var device = Api.newDevice();
        enrolled(device);
        var fingerprint = Api.certificates(device).<String>path("items[0].fingerprint");
        certificate(fingerprint, "hold").then().statusCode(200);

        order(device, "suspend").then().statusCode(204);
        order(device, "resume").then().statusCode(204);

        Api.certificates(device).then().body("items[0].status", equalTo("HOLD"));
    }

    private static Response certificate(String fingerprint, String order) {
        return Api.as("operator").post("/api/v1/certificates/" + fingerprint + "/" + order);
    }

    @Test
    void case35ARetiredDeviceIsOutForEver() {
        var device = Api.newDevice();
        var tls = enrolled(device);

        order(device, "retire").then().statusCode(204);

        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(403);
        order(device, "resume")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:invalid-transition"))
                .body("state", equalTo("RETIRED"));
        order(device, "suspend").then().statusCode(409);
        Api.tokens(device).then().statusCode(409);
    }

    @Test
    void case35OtherEdgesAreNone() {
        var device = Api.newDevice();

        order(device, "suspend").then().statusCode(409);
        order(device, "resume").then().statusCode(409);
        order(device, "restore").then().statusCode(404);
        order(Api.newId(), "suspend").then().statusCode(404);
        Api.as("operator")
                .header("If-Match", "\"9\"")
                .post(DEVICES + device + "/retire")
                .then()
                .statusCode(412);
        Api.as("viewer").post(DEVICES + device + "/suspend").then().statusCode(403);
        Api.as("viewer").delete(DEVICES + device).then().statusCode(403);
    }

    @Test
    void case36ADeletedDeviceIsGoneAndCanBeRestored() {
        var device = Api.newDevice();
        patch(
                device,
                "{\"attributes\":{\"site\":\"berlin\"},\"externalIds\":{\"serial\":\""
                        + device
                        + "\"}}");
        var uid = Api.get(device).<String>path("uid");
        var tls = enrolled(device);
        var unused = Api.secret(device);

        delete(device).then().statusCode(204);

        Api.get(device).then().statusCode(404);
        Api.as("viewer")
                .get(DEVICES + device + "?deleted=true")
                .then()
                .statusCode(200)
                .body("uid", equalTo(uid))
                .body("deletedAt", notNullValue())
                .body("certificates.active", equalTo(0))
                .body("certificates.revoked", equalTo(1));
        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(403);
        Api.create(device).then().statusCode(409);
        delete(device).then().statusCode(404);

        order(device, "restore").then().statusCode(204);

        Api.get(device)
                .then()
                .statusCode(200)
                .body("uid", equalTo(uid))
                .body("state", equalTo("CREATED"))
                .body("attributes.site", equalTo("berlin"))
                .body("externalIds.serial", equalTo(device));
        assertThat(Est.renew(tls, TestCsr.of(device).der()).status()).isEqualTo(403);
        assertThat(Est.enroll(device, unused, TestCsr.of(device).der()).status()).isEqualTo(401);
        var again = Est.enroll(device, Api.secret(device), TestCsr.of(device).der());
        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void case36ListsShowDeletedDevicesOnlyWhenAsked() {
        var tenant = "t-" + UUID.randomUUID();
        Api.tenant(tenant);
        Api.as("operator@" + tenant).body(Map.of("id", "gone")).post("/api/v1/devices");
        Api.as("operator@" + tenant).body(Map.of("id", "here")).post("/api/v1/devices");
        Api.as("operator@" + tenant).delete(DEVICES + "gone").then().statusCode(204);

        Api.as("viewer@" + tenant)
                .get("/api/v1/devices")
                .then()
                .body("items.id", not(hasItem("gone")))
                .body("items.id", hasItem("here"));
        Api.as("viewer@" + tenant)
                .get("/api/v1/devices?deleted=true")
                .then()
                .body("items.id", hasItem("gone"))
                .body("items.id", not(hasItem("here")));
        Api.as("platform-admin")
                .get("/api/v1/tenants/" + tenant)
                .then()
                .body("usage.devices", equalTo(1));
    }

    @Test
    void everyTransitionIsTold() {
        try (var tap = EventTap.open()) {
            var device = Api.newDevice();
            enrolled(device);
            order(device, "suspend");
            order(device, "resume");
            delete(device);
            order(device, "restore");

            await().untilAsserted(() ->
                    assertThat(
                                    tap.of(device).stream()
                                            .map(heard ->
                                                    heard.type()
                                                            + " "
                                                            + heard.data().path("state").asText()))
                            .containsExactly(
                                    "device.created CREATED",
                                    "certificate.issued ",
                                    "device.changed ENROLLED",
                                    "certificate.held ",
                                    "device.changed SUSPENDED",
                                    "certificate.released ",
                                    "device.changed ACTIVE",
                                    "certificate.revoked ",
                                    "device.deleted ",
                                    "device.created CREATED"));
            assertThat(tap.of(device).getLast().data().path("restored").asBoolean()).isTrue();
        }
    }

    private static SSLContext enrolled(String device) {
        var request = TestCsr.of(device);
        var certificate = Est.certificate(Est.enroll(device, Api.secret(device), request.der()));
        return Tls.with(certificate, request.keys().getPrivate());
    }

    private static Response order(String device, String order) {
        return Api.as("operator").post(DEVICES + device + "/" + order);
    }

    private static Response delete(String device) {
        return Api.as("operator").delete(DEVICES + device);
    }

    private static void patch(String device, String patch) {
        Api.as("operator")
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(patch)
                .patch(DEVICES + device)
                .then()
                .statusCode(200);
    }
}
