// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.platform.sql.Database;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.registry.Api;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.RawHttps.Answer;
import io.muster.registry.TestCsr;
import io.muster.registry.enrollment.store.ClaimStore;
import io.muster.registry.enrollment.store.ClaimStore.Taken;
import io.muster.registry.identity.DeviceIdentity;
import io.muster.registry.identity.Fingerprint;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClaimTokenQuarkusTest {

    private static final String EXPIRE =
            "UPDATE claim_token SET expires_at = now() - interval '1 second' WHERE device_id = $1";

    private static final String ID = "SELECT id FROM claim_token WHERE device_id = $1";
    private static final String AGAIN = "UPDATE claim_token SET uses = 0, %s WHERE id = $1";

    @Inject Pool pool;

    @Inject Database database;

    @Inject ClaimStore claims;

    private static final Profile DEFAULT = new Profile("default");

    @Test
    void case18ATokenForThreeIsGoodForThreeHoweverManyTryAtOnce() throws Exception {
        var profile = Profile.with(Map.of("createIfMissing", true));
        var secret = profile.secret(Map.of("pattern", "dev-*", "maxUses", 3));
        try (var threads = Executors.newFixedThreadPool(50)) {
            var futures =
                    IntStream.range(0, 50)
                            .mapToObj(_ -> Api.newId())
                            .map(device ->
                                    threads.submit(() ->
                                            profile.enroll(
                                                    device, secret, TestCsr.of(device).der())))
                            .toList();
            var statuses = new ArrayList<Integer>();
            for (var future : futures) {
                statuses.add(future.get().status());
            }

            assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
            assertThat(statuses).filteredOn(status -> status == 401).hasSize(47);
        }
    }

    @Test
    void case19TheSameRequestAgainLeavesTheUsesAsTheyAre() {
        var device = Api.newDevice();
        var secret = DEFAULT.secret(device, Map.of("maxUses", 2));
        var csr = TestCsr.of(device).der();

        var first = Est.certificate(Est.enroll(device, secret, csr));
        var again = Est.certificate(Est.enroll(device, secret, csr));

        assertThat(again.getSerialNumber()).isEqualTo(first.getSerialNumber());
        Api.as("viewer")
                .get("/api/v1/enrollment-profiles/default/tokens?limit=1")
                .then()
                .body("items[0].deviceId", equalTo(device))
                .body("items[0].uses", equalTo(1))
                .body("items[0].maxUses", equalTo(2));
    }

    @Test
    void case20AnExpiredTokenIsRefused() {
        var device = Api.newDevice();
        var secret = DEFAULT.secret(device, Map.of("ttl", "PT1H"));
        pool.preparedQuery(EXPIRE).execute(Tuple.of(device)).await().atMost(Duration.ofSeconds(10));

        var answer = Est.enroll(device, secret, TestCsr.of(device).der());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(Api.lastRefusal(device)).isEqualTo("token_expired");
    }

    @Test
    void case20ATokenIsGoodInItsNetworksOnly() {
        var device = Api.newDevice();
        var elsewhere = DEFAULT.secret(device, Map.of("networks", List.of("10.0.0.0/8")));
        var here = DEFAULT.secret(device, Map.of("networks", List.of("10.0.0.0/8", "127.0.0.0/8")));
        var csr = TestCsr.of(device).der();

        var refused = Est.enroll(device, elsewhere, csr);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).startsWith("token_scope: ");
        assertThat(Est.enroll(device, here, csr).status()).isEqualTo(200);
    }

    /** Between the look at a token and its use there is time for a person to take it back. */
    @ParameterizedTest
    @ValueSource(strings = {"revoked_at = now()", "failures = 50", "expires_at = now()"})
    void aTokenThatEndsAfterItWasLookedAtIsNotUsed(String change) {
        var device = Api.newDevice();
        DEFAULT.secret(device, Map.of());
        var row = result(pool.preparedQuery(ID).execute(Tuple.of(device)));
        var token = row.iterator().next().getUUID(0);
        var before = take(device, token);
        result(pool.preparedQuery(AGAIN.formatted(change)).execute(Tuple.of(token)));

        var after = take(device, token);

        assertThat(before).isEqualTo(new Taken(true, true));
        assertThat(after).as("nor is the key anybody's").isEqualTo(new Taken(false, false));
    }

    private Taken take(String device, UUID token) {
        var identity = new DeviceIdentity(new TenantId("default"), new DeviceId(device));
        var key = Fingerprint.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        return result(
                database.transaction(connection -> claims.take(connection, identity, token, key)));
    }

    private static <T> T result(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void aPatternCoversItsDevicesOnly() {
        var device = Api.newDevice();
        var secret = DEFAULT.secret(Map.of("pattern", "other-*"));

        var answer = Est.enroll(device, secret, TestCsr.of(device).der());

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void aTokenThatWasTakenBackIsGoodForNothing() {
        var device = Api.newDevice();
        var order = DEFAULT.tokens(Map.of("deviceId", device));
        String id = order.path("tokens[0].id");
        String secret = order.path("tokens[0].secret");

        Api.as("operator").delete(DEFAULT.path() + "/tokens/" + id).then().statusCode(204);

        assertThat(Est.enroll(device, secret, TestCsr.of(device).der()).status()).isEqualTo(401);
        Api.as("operator")
                .delete(DEFAULT.path() + "/tokens/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404);
    }

    @Test
    void fiftyWrongSecretsCloseTheTokensOfADeviceAndAreTold() {
        try (var tap = EventTap.open()) {
            var device = Api.newDevice();
            var secret = DEFAULT.secret(device, Map.of());
            var csr = TestCsr.of(device).der();

            IntStream.range(0, 50).forEach(_ -> Est.enroll(device, "mct_wrong", csr));
            Answer right = Est.enroll(device, secret, csr);

            assertThat(right.status()).isEqualTo(401);
            await().untilAsserted(() ->
                    assertThat(tap.of(device))
                            .extracting(EventTap.Heard::type)
                            .contains("enrollment.locked"));
            var fresh = DEFAULT.secret(device, Map.of());
            assertThat(Est.enroll(device, fresh, csr).status()).isEqualTo(200);
        }
    }

    @Test
    void anOrderMakesManyTokens() {
        var device = Api.newDevice();

        var order = DEFAULT.tokens(Map.of("deviceId", device, "count", 3, "ttl", "P7D"));

        order.then().statusCode(201);
        assertThat(order.<List<String>>path("tokens.secret")).hasSize(3).doesNotHaveDuplicates();
        DEFAULT.tokens(Map.of("deviceId", device, "pattern", "*")).then().statusCode(400);
        DEFAULT.tokens(Map.of("pattern", "a/b")).then().statusCode(400);
        DEFAULT.tokens(Map.of("deviceId", device, "networks", List.of("10.0.0.0/33")))
                .then()
                .statusCode(400);
    }
}
