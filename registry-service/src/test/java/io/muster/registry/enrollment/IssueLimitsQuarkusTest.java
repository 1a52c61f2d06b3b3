// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.Tables;
import io.muster.registry.TestCsr;
import io.muster.registry.Tls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Quotas of certificates: for one device, and in a minute. */
@QuarkusTest
class IssueLimitsQuarkusTest {

    private static final String NEXT_MINUTE =
            "UPDATE enrollment_minute SET began_at = began_at - interval '1 minute' WHERE tenant_id = ?";

    private static void nextMinute(Limited tenant) {
        Tables.change(NEXT_MINUTE, tenant.id());
    }

    @Test
    void ofManyAtOnceOnlyAsManyEnrollAsTheMinuteHasPlacesFor() throws Exception {
        var tenant = Limited.to(Map.of("enrollmentsPerMinute", 3));

        var answers =
                concurrently(
                        IntStream.range(0, 12)
                                .<Callable<Answer>>mapToObj(i -> () -> tenant.enroll("dev-" + i))
                                .toList());

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(9)
                .allSatisfy(refused -> {
                    assertThat(refused.status()).isEqualTo(429);
                    assertThat(refused.body()).startsWith("rate_limited: ");
                    assertThat(retryAfter(refused)).isBetween(1, 60);
                });
        assertThat(tenant.usage("").getLong("enrollmentsPerMinute.used")).isEqualTo(3);
        assertThat(tenant.usage("").getLong("maxDevices.used")).as("nobody was added").isEqualTo(3);
    }

    private static int retryAfter(Answer answer) {
        var name = "Retry-After: ";
        return answer.head()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> Integer.parseInt(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theNextMinuteHasPlacesAgainAndWhoWaitsIsRecordedOnce() {
        var tenant = Limited.to(Map.of("enrollmentsPerMinute", 1));
        var csr = TestCsr.of("dev-2").der();
        assertThat(tenant.enroll("dev-1").status()).isEqualTo(200);
        assertThat(tenant.enroll("dev-2", csr).status()).isEqualTo(429);
        assertThat(tenant.enroll("dev-2", csr).status()).isEqualTo(429);
        tenant.attempts("dev-2").then().body("items.reason", equalTo(List.of("rate_limited")));

        nextMinute(tenant);

        await().untilAsserted(
                        () -> assertThat(tenant.enroll("dev-2", csr).status()).isEqualTo(200));
        assertThat(tenant.usage("").getLong("enrollmentsPerMinute.used")).isEqualTo(1);
        tenant.attempts("dev-2").then().body("items.size()", equalTo(2));
    }

    @Test
    void anAnswerThatWasLostIsGivenAgainAndTakesNoPlace() {
        var tenant = Limited.to(Map.of("enrollmentsPerMinute", 1));
        var csr = TestCsr.of("dev-1").der();

        var first = Est.certificate(tenant.enroll("dev-1", csr));
        var again = Est.certificate(tenant.enroll("dev-1", csr));

        assertThat(again).isEqualTo(first);
        assertThat(tenant.usage("").getLong("enrollmentsPerMinute.used")).isEqualTo(1);
    }

    @Test
    void renewalsAreNotRefusedForAnyQuota() {
        var tenant = Limited.to(Map.of("enrollmentsPerMinute", 1, "maxCertsPerDevice", 1));
        var csr = TestCsr.of("dev-1");
        var first = Est.certificate(tenant.enroll("dev-1", csr.der()));
        assertThat(tenant.enroll("dev-2").status()).isEqualTo(429);

        var tls = Tls.with(first, csr.keys().getPrivate());
        assertThat(tenant.renew(tls, TestCsr.of("dev-1").der()).status()).isEqualTo(200);

        assertThat(tenant.usage("").getLong("enrollmentsPerMinute.used")).isEqualTo(1);
        assertThat(tenant.usage("?device=dev-1").getLong("maxCertsPerDevice.used"))
                .as("a certificate that has a successor does not count beside it")
                .isEqualTo(1);
    }

    @Test
    void aQuotaOfNoneRefusesAllAndOneThatIsRaisedHoldsSoon() {
        var tenant = Limited.to(Map.of("enrollmentsPerMinute", 0));

        var refused =
                tenant.enroll(
                        "dev-1", TestCsr.of("dev-1").der(), "Accept: application/problem+json");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("urn:muster:problem:rate-limited");
        assertThat(retryAfter(refused)).isEqualTo(60);
        tenant.quotas(Map.of("enrollmentsPerMinute", 1));
        await().untilAsserted(() -> assertThat(tenant.enroll("dev-1").status()).isEqualTo(200));
    }

    @Test
    void twoOrdersForTheLastPlaceOfADeviceGetOneCertificate() throws Exception {
        var tenant = Limited.to(Map.of("maxCertsPerDevice", 2));
        tenant.device("dev-1");
        tenant.order("dev-1").then().statusCode(201);

        Callable<Response> order = () -> tenant.order("dev-1");
        var answers = concurrently(List.of(order, order, order, order));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .hasSize(3)
                .allSatisfy(refused ->
                        refused.then()
                                .statusCode(403)
                                .body("type", equalTo("urn:muster:problem:quota-exceeded")));
        Api.as("operator@" + tenant.id())
                .post("/api/v1/devices/dev-1/allow-reenroll")
                .then()
                .statusCode(204);
        assertThat(tenant.enroll("dev-1").status()).as("EST").isEqualTo(403);
        tenant.attempts("dev-1").then().body("items[0].reason", equalTo("quota_exceeded"));
        tenant.device("dev-2");
        tenant.order("dev-2").then().statusCode(201);
    }

    @Test
    void aCertificateThatIsRevokedGivesItsPlaceBackAndOneOnHoldDoesNot() {
        var tenant = Limited.to(Map.of("maxCertsPerDevice", 1));
        tenant.device("dev-1");
        tenant.order("dev-1").then().statusCode(201);
        String fingerprint = tenant.certificates("dev-1").path("items[0].fingerprint");

        tenant.act(fingerprint, "hold", Map.of());
        tenant.order("dev-1").then().statusCode(403);
        tenant.act(fingerprint, "revoke", Map.of("reason", "superseded"));

        tenant.order("dev-1").then().statusCode(201);
        assertThat(tenant.usage("?device=dev-1").getLong("maxCertsPerDevice.used")).isEqualTo(1);
    }

    @Test
    void anOrderThatComesTooSoonIsToldWhenToComeBack() {
        var tenant = Limited.to(Map.of("enrollmentsPerMinute", 1));
        tenant.device("dev-1");
        tenant.order("dev-1").then().statusCode(201);

        var refused = tenant.order("dev-1");

        refused.then().statusCode(429).body("type", equalTo("urn:muster:problem:rate-limited"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    void aTenantsMinuteIsNoOtherTenants() {
        var busy = Limited.to(Map.of("enrollmentsPerMinute", 0));
        var calm = Limited.to(Map.of("enrollmentsPerMinute", 1));

        assertThat(busy.enroll("dev-1").status()).isEqualTo(429);
        assertThat(calm.enroll("dev-1").status()).isEqualTo(200);
        Api.as("platform-admin")
                .get("/api/v1/tenants/" + busy.id())
                .then()
                .body("usage.devices", equalTo(0));
    }

    private static <T> List<T> concurrently(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var futures = threads.invokeAll(calls);
            var answers = new ArrayList<T>();
            for (var future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
