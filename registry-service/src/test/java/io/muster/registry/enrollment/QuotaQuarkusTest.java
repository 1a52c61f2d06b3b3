// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Devices that an enrollment adds count as any other. */
@QuarkusTest
class QuotaQuarkusTest {

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void case56EnrollmentsAtOnceTakeAsManyPlacesAsThereAre() {
        Api.as("platform-admin")
                .body(Map.of("id", tenant, "quotas", Map.of("maxDevices", 3)))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201);
        Api.as("tenant-admin@" + tenant)
                .body(Map.of("createIfMissing", true))
                .put("/api/v1/enrollment-profiles/line")
                .then()
                .statusCode(201);
        String secret =
                Api.as("operator@" + tenant)
                        .body(Map.of("pattern", "*", "maxUses", 50))
                        .post("/api/v1/enrollment-profiles/line/tokens")
                        .path("tokens[0].secret");
        await("the tenant's authority")
                .untilAsserted(() -> assertThat(enroll("dev-1", secret).status()).isEqualTo(200));

        var answers =
                IntStream.range(2, 22)
                        .parallel()
                        .mapToObj(number -> enroll("dev-" + number, secret))
                        .toList();

        var refused = answers.stream().filter(answer -> answer.status() != 200).toList();
        assertThat(refused).hasSize(18);
        assertThat(refused).extracting(Answer::status).containsOnly(403);
        assertThat(refused).allMatch(answer -> answer.body().startsWith("quota_exceeded: "));
        Api.as("platform-admin")
                .get("/api/v1/tenants/" + tenant)
                .then()
                .body("usage.devices", equalTo(3));
    }

    private Answer enroll(String device, String secret) {
        return Est.post(
                Tls.anonymous(),
                "/.well-known/est/" + tenant + ".line/simpleenroll",
                Base64.getEncoder().encode(TestCsr.of(device).der()),
                Est.basic(device, secret));
    }
}
