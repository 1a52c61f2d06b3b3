// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.registry.Api;
import io.muster.registry.Tables;
import io.muster.sandbox.net.LoopbackPort;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String MANY =
            """
            INSERT INTO webhook_delivery (tenant_id, webhook_id, event_id, type, next_at)
            SELECT ?, ?, 'none', 'device.created', now() + interval '1 hour' FROM generate_series(1, 1000)
            """;

    private String tenant = "";

    @BeforeEach
    void newTenant() {
        tenant = tenant();
    }

    @Test
    void case54TheSampleReceiverVerifiesWhatIsSigned() throws Exception {
        int port = LoopbackPort.free();
        var hook =
                create("http://127.0.0.1:" + port + "/events?key=1", List.of("device.created"))
                        .then()
                        .statusCode(201)
                        .body("secret", startsWith("whsec_"))
                        .extract()
                        .jsonPath();
        var log = Files.createTempFile("webhook-receiver", ".log");
        var receiver = sample(port, hook.getString("secret"), log);
        try {
            await().atMost(PATIENCE).until(() -> Files.readString(log).contains("listening"));
            event();
            await().atMost(PATIENCE).until(() -> Files.readString(log).contains("verified "));

            var delivered = awaitState(hook.getString("id"), "DELIVERED");
            assertThat(delivered.getString("items[0].type")).isEqualTo("device.created");
            assertThat(delivered.getInt("items[0].status")).isEqualTo(204);
            as().post(
                            "/api/v1/webhooks/"
                                    + hook.getString("id")
                                    + "/deliveries/"
                                    + delivered.getString("items[0].id")
                                    + "/replay")
                    .then()
                    .statusCode(202)
                    .body("event", equalTo(delivered.getString("items[0].event")));
            await().atMost(PATIENCE)
                    .until(() ->
                            Files.readString(log)
                                            .lines()
                                            .filter(line -> line.startsWith("verified "))
                                            .count()
                                    >= 2);
            assertThat(Files.readString(log)).doesNotContain("refused");
        } finally {
            receiver.destroyForcibly().waitFor();
            Files.delete(log);
        }
        as().get("/api/v1/webhooks/" + hook.getString("id"))
                .then()
                .statusCode(200)
                .body("secret", nullValue());
    }

    private static Process sample(int port, String secret, Path log) throws IOException {
        var source =
                Path.of(System.getProperty("basedir", ""))
                        .toAbsolutePath()
                        .resolveSibling("docs/examples/WebhookReceiver.java");
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                source.toString(),
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("WEBHOOK_SECRET", secret);
        return builder.start();
    }

    @Test
    void case54InnerAddressesAreNotConnectedTo() {
        for (var url :
                List.of(
                        "http://169.254.169.254/latest/meta-data",
                        "http://10.0.0.1/",
                        "http://[::1]:1/")) {
            String hook = create(url, List.of()).then().statusCode(201).extract().path("id");
            event();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(deliveries(hook).getString("items[-1].error"))
                                    .contains("not public"));
            as().delete("/api/v1/webhooks/" + hook).then().statusCode(204);
        }
    }

    @Test
    void case54WhatPasswordsAreCheckedByIsToldToNobody() {
        String hook = create("http://10.0.0.1/", List.of()).path("id");
        var device = Api.newId();
        as().body(Map.of("id", device)).post("/api/v1/devices").then().statusCode(201);
        as().body(Map.of("type", "token"))
                .post("/api/v1/devices/" + device + "/credentials")
                .then()
                .statusCode(201);
        event();

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(deliveries(hook).getList("items.type", String.class))
                                .contains("device.created")
                                .noneMatch(type -> type.startsWith("credential.")));
        as().delete("/api/v1/webhooks/" + hook).then().statusCode(204);
    }

    @Test
    void case54RedirectsAreNotFollowed() throws IOException {
        var elsewhere = new AtomicInteger();
        try (var target = Receiver.answering(204);
                var server = Receiver.answering(307)) {
            server.sendTo(target.url());
            String hook = create(server.url(), List.of()).path("id");
            event();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(deliveries(hook).getString("items[-1].error"))
                                    .contains("307"));
            elsewhere.addAndGet(target.bodies().size());
        }
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void case54ADeadEndpointIsTriedAgainLaterAndThenDisabledWithAnEvent() throws IOException {
        try (var other = Receiver.answering(204)) {
            create(other.url(), List.of("webhook.disabled"));
            String hook =
                    create("http://127.0.0.1:" + LoopbackPort.free() + "/", List.of()).path("id");
            event();
            event();

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            as().get("/api/v1/webhooks/" + hook)
                                    .then()
                                    .body("enabled", equalTo(false)));
            var deliveries = deliveries(hook);
            assertThat(deliveries.getList("items.state")).containsOnly("FAILED");
            assertThat(
                            deliveries.getList("items.attempts", Integer.class).stream()
                                    .mapToInt(n -> n)
                                    .max()
                                    .orElse(0))
                    .isGreaterThan(1);
            await().atMost(PATIENCE).until(() -> !other.bodies().isEmpty());
            assertThat(other.bodies().getFirst()).contains("webhook.disabled").contains(hook);
            as().post("/api/v1/webhooks/" + hook + "/enable")
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(true))
                    .body("failures", equalTo(0));
        }
    }

    @Test
    void oneSlowReceiverKeepsNoOtherTenantWaiting() throws IOException {
        var other = tenant();
        try (var slow = Receiver.answering(204);
                var quick = Receiver.answering(204)) {
            slow.hold();
            create(slow.url(), List.of());
            Api.as("tenant-admin@" + other)
                    .body(Map.of("url", quick.url(), "types", List.of()))
                    .post("/api/v1/webhooks")
                    .then()
                    .statusCode(201);
            for (int i = 0; i < 40; i++) {
                event();
            }
            await().atMost(PATIENCE).until(() -> slow.asked() > 0);

            Api.as("operator@" + other)
                    .body(Map.of("id", Api.newId()))
                    .post("/api/v1/devices")
                    .then()
                    .statusCode(201);

            await().atMost(Duration.ofSeconds(8)).until(() -> !quick.bodies().isEmpty());
            assertThat(slow.mostAtOnce()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void anEventForSeveralWebhooksIsKeptOnce() {
        create("http://10.0.0.1/", List.of());
        create("http://10.0.0.2/", List.of());
        event();

        assertThat(rows("webhook_delivery")).isEqualTo(2 * rows("webhook_event")).isPositive();
    }

    private long rows(String table) {
        return Tables.number("SELECT count(*) FROM " + table + " WHERE tenant_id = ?", tenant);
    }

    @Test
    void whatIsSentAgainByHandIsAuditedAndNotWithoutEnd() throws IOException {
        try (var receiver = Receiver.answering(204)) {
            String hook = create(receiver.url(), List.of()).path("id");
            event();
            var delivered = awaitState(hook, "DELIVERED");
            var path =
                    "/api/v1/webhooks/%s/deliveries/%s/replay"
                            .formatted(hook, delivered.getString("items[0].id"));
            as().post(path).then().statusCode(202);

            Tables.change(MANY, tenant, UUID.fromString(hook));
            as().post(path).then().statusCode(429);
            Tables.change("UPDATE webhook SET enabled = false WHERE tenant_id = ?", tenant);
            as().post(path).then().statusCode(409);

            Api.as("auditor@" + tenant)
                    .get("/api/v1/audit?action=webhook.replay")
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(1))
                    .body("items[0].target", equalTo(hook));
            as().delete("/api/v1/webhooks/" + hook).then().statusCode(204);
        }
    }

    @Test
    void whoWantsNoMoreIsDisabledAtOnce() throws IOException {
        try (var gone = Receiver.answering(410)) {
            String hook = create(gone.url(), List.of()).path("id");
            event();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            as().get("/api/v1/webhooks/" + hook)
                                    .then()
                                    .body("enabled", equalTo(false)));
        }
    }

    @Test
    void onlyAddressesThatCanBeOnesAreTaken() {
        for (var url :
                List.of(
                        "ftp://host/",
                        "https://user:pw@host/",
                        "https:///",
                        "/path",
                        "nonsense",
                        "https://h/#f")) {
            create(url, List.of()).then().statusCode(400);
        }
        create("https://example.org/", List.of("Not A Type")).then().statusCode(400);
        Api.as("operator@" + tenant).get("/api/v1/webhooks").then().statusCode(403);
        String hook = create("https://example.org/", List.of("no.such-event")).path("id");
        Api.as("tenant-admin").get("/api/v1/webhooks/" + hook).then().statusCode(404);
        as().get("/api/v1/webhooks").then().body("items[0].id", equalTo(hook));
    }

    private RequestSpecification as() {
        return Api.as("tenant-admin@" + tenant);
    }

    private static String tenant() {
        var id = "t-" + UUID.randomUUID();
        Api.tenant(id);
        return id;
    }

    private Response create(String url, List<String> types) {
        return as().body(Map.of("url", url, "types", types)).post("/api/v1/webhooks");
    }

    /** Until there is a delivery: a webhook gets events from about a second after it was added. */
    private void event() {
        Api.as("operator@" + tenant)
                .body(Map.of("id", Api.newId()))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
    }

    private JsonPath deliveries(String hook) {
        return as().get("/api/v1/webhooks/" + hook + "/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath awaitState(String hook, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(deliveries(hook).getList("items.state")).contains(state));
        return deliveries(hook);
    }
}
