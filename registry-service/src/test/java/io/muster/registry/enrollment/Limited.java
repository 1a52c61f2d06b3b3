// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** A tenant of a test with quotas, and a token by which any of its devices enrolls. */
record Limited(String id, String secret) {

    private static final String TENANTS = "/api/v1/tenants";

    static Limited to(Map<String, Object> quotas) {
        var id = "t-" + UUID.randomUUID();
        Api.as("platform-admin")
                .body(Map.of("id", id, "quotas", quotas))
                .post(TENANTS)
                .then()
                .statusCode(201);
        Api.as("tenant-admin@" + id)
                .body(Map.of("createIfMissing", true))
                .put("/api/v1/enrollment-profiles/line")
                .then()
                .statusCode(201);
        var order = Map.of("pattern", "*", "maxUses", 100);
        var tokens = "/api/v1/enrollment-profiles/line/tokens";
        String secret = Api.as("operator@" + id).body(order).post(tokens).path("tokens[0].secret");
        await("the tenant's authority")
                .untilAsserted(
                        () -> assertThat(Est.get(path(id, "cacerts")).status()).isEqualTo(200));
        return new Limited(id, secret);
    }

    private static String path(String tenant, String operation) {
        return "/.well-known/est/" + tenant + ".line/" + operation;
    }

    Answer enroll(String device) {
        return enroll(device, TestCsr.of(device).der());
    }

    Answer enroll(String device, byte[] csr, String... headers) {
        var all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 1, headers.length);
        all[0] = Est.basic(device, secret);
        return Est.post(Tls.anonymous(), path(id, "simpleenroll"), body(csr), all);
    }

    Answer renew(SSLContext tls, byte[] csr) {
        return Est.post(tls, path(id, "simplereenroll"), body(csr));
    }

    private static byte[] body(byte[] csr) {
        return Base64.getEncoder().encode(csr);
    }

    /** An operator's order for a device, with a new key. */
    Response order(String device) {
        var csr = Base64.getEncoder().encodeToString(TestCsr.of(device).der());
        return Api.as("operator@" + id)
                .body(Map.of("csr", csr))
                .post("/api/v1/devices/" + device + "/certificates");
    }

    void device(String device) {
        Api.as("operator@" + id)
                .body(Map.of("id", device))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
    }

    Response certificates(String device) {
        return Api.as("viewer@" + id).get("/api/v1/devices/" + device + "/certificates");
    }

    /** Does something with a certificate: revoke, hold, unhold. */
    void act(String fingerprint, String action, Map<String, Object> body) {
        Api.as("security-admin@" + id)
                .body(body)
                .post("/api/v1/certificates/" + fingerprint + "/" + action)
                .then()
                .statusCode(200);
    }

    Response attempts(String device) {
        return Api.as("viewer@" + id).get("/api/v1/devices/" + device + "/enrollments");
    }

    JsonPath usage(String query) {
        return Api.as("tenant-admin@" + id)
                .get(TENANTS + "/" + id + "/usage" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    void quotas(Map<String, Object> quotas) {
        var version = Api.as("platform-admin").get(TENANTS + "/" + id).header("ETag");
        Api.as("platform-admin")
                .header("If-Match", version)
                .body(Map.of("quotas", quotas))
                .patch(TENANTS + "/" + id)
                .then()
                .statusCode(200);
    }
}
