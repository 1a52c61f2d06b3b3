// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.muster.registry.Api;
import io.muster.registry.BreakableWorld;
import io.muster.registry.BreakableWorld.Links;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.TestCsr;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Enrollment while the database or the broker is away. */
@QuarkusTest
@QuarkusTestResource(value = BreakableWorld.class, restrictToAnnotatedClass = true)
class OutageQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int connections;

    Links links;

    @AfterEach
    void heal() {
        links.database().heal();
        links.broker().heal();
    }

    @Test
    void case58WithoutADatabaseNoCertificateLeaves() {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        var csr = TestCsr.of(device).der();

        Links.away(links.database());
        var answer = Est.enroll(device, secret, csr);
        links.database().heal();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head()).contains("Retry-After: ");
        await().atMost(PATIENCE)
                .untilAsserted(() -> Api.certificates(device).then().body("items", hasSize(0)));
        await().atMost(PATIENCE).until(() -> Est.enroll(device, secret, csr).status() == 200);
        Api.certificates(device).then().body("items", hasSize(1));
    }

    /** Whatever became of the transaction, asking again gets one certificate. */
    @Test
    void case58ADatabaseThatGoesAwayInTheMiddleLosesAndDoublesNothing() {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        var csr = TestCsr.of(device).der();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            links.database().stall();
            var answer = threads.submit(() -> Est.enroll(device, secret, csr).status());
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            links.database().cut();
            links.database().heal();

            assertThat(answer).succeedsWithin(PATIENCE).isIn(200, 503);
        }
        await().atMost(PATIENCE).until(() -> Est.enroll(device, secret, csr).status() == 200);
        Api.certificates(device).then().body("items", hasSize(1));
    }

    /** A client that is told to come back does so; one that is told of a fault may give up. */
    @Test
    void whereAllConnectionsAreInUseADeviceIsAskedToComeBack() {
        var device = Api.newDevice();
        var secret = Api.secret(device);
        var csr = TestCsr.of(device).der();
        var held = new ArrayList<SqlConnection>();
        try {
            for (int i = 0; i < connections; i++) {
                held.add(pool.getConnection().await().atMost(PATIENCE));
            }
            var answer = Est.enroll(device, secret, csr);

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.head()).contains("Retry-After: 5");
            assertThat(answer.body()).startsWith("busy: ");
        } finally {
            held.forEach(connection -> connection.close().await().atMost(PATIENCE));
        }
        assertThat(Est.enroll(device, secret, csr).status()).isEqualTo(200);
        Api.certificates(device).then().body("items", hasSize(1));
    }

    @Test
    void case58WithoutABrokerDevicesEnrollAndTheEventsComeLaterInOrder() {
        try (var tap = EventTap.open()) {
            var device = Api.newDevice();
            Links.away(links.broker());
            var secret = Api.secret(device);

            assertThat(Est.enroll(device, secret, TestCsr.of(device).der()).status())
                    .isEqualTo(200);
            Api.as("operator").post("/api/v1/devices/" + device + "/suspend");
            Api.get(device).then().statusCode(200);
            links.broker().heal();

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(tap.of(device))
                                    .extracting(EventTap.Heard::type)
                                    .contains("certificate.issued", "certificate.held"));
            assertThat(tap.of(device))
                    .extracting(EventTap.Heard::sequence)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }
}
