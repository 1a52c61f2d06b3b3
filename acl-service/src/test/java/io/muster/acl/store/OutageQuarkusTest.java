// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.acl.Asking;
import io.muster.acl.HiveMqBroker;
import io.muster.acl.Neighbours;
import io.muster.acl.World;
import io.muster.testkit.FaultProxy;
import io.muster.testkit.OidcResource;
import io.muster.testkit.SharedPostgres;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The database is away when the service starts, comes, goes with all connections, and is back. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(OutageProfile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String POLICY = "/api/v1/policies/outage";
    private static final String DOCUMENT =
            """
            {"version":1,"id":"outage","rules":[
              {"id":"r","effect":"allow","actions":["publish"],"resource":"outage/#"}]}
            """;

    FaultProxy database;

    @BeforeAll
    static void world() {
        World.begin();
    }

    private static Response ready() {
        return given().get("/q/health/ready");
    }

    private static RequestSpecification admin() {
        return given().auth()
                .oauth2(TestTokens.of("security-admin"))
                .contentType("application/json");
    }

    private static Response revoke(String clientId) {
        return admin().body("{\"type\":\"client_id\",\"value\":\"" + clientId + "\"}")
                .post("/api/v1/revocations");
    }

    private static String connects(String device) {
        return HiveMqBroker.connect(device, World.enrolled(device)).path("decision");
    }

    @Test
    @Order(1)
    void beforeItWasEverReadNobodyIsLetInAndTheServiceIsNotReady() {
        ready().then()
                .statusCode(503)
                .body("checks.find { it.name == 'policies' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'revocations' }.status", equalTo("DOWN"));
        given().get("/q/health/live").then().statusCode(200);
        assertThat(connects("outage-early")).isEqualTo("deny");
    }

    @Test
    @Order(2)
    void whenItComesTheServiceIsReadyByItself() {
        database.heal();

        await().atMost(PATIENCE).until(() -> ready().statusCode() == 200);
        assertThat(connects("outage-early")).isEqualTo("allow");
        admin().body(DOCUMENT).put(POLICY).then().statusCode(201);
        revoke("outage-thief").then().statusCode(201);
    }

    @Test
    @Order(3)
    void whileItIsAwayDecisionsGoOnAndChangesAreAskedToComeBack() throws SQLException {
        var device = Asking.as("outage-1", World.enrolled("outage-1"));
        database.refuse();
        database.cut();

        assertUnavailable(admin().header("If-Match", "*").body(DOCUMENT).put(POLICY));
        assertUnavailable(admin().get(POLICY));
        assertUnavailable(revoke("outage-2"));
        assertUnavailable(admin().get("/api/v1/audit"));
        assertUnavailable(admin().get("/api/v1/audit/verify"));
        admin().get("/api/v1/revocations").then().statusCode(200);
        assertThat(device.mayPublish("outage/x")).as("by what was known last").isTrue();
        assertThat(connects("outage-thief")).isEqualTo("deny");
        assertThat(connects("outage-2"))
                .as("what was not stored is not in force")
                .isEqualTo("allow");
        ready().then().statusCode(200);
        await().atMost(PATIENCE).until(() -> age("policies") > 1 && age("revocations") > 1);

        anotherReplicaChangesThePolicies();
        database.heal();

        await().atMost(PATIENCE).until(() -> !device.mayPublish("outage/x"));
        await().atMost(PATIENCE).until(() -> age("revocations") < 1);
        revoke("outage-2").then().statusCode(201);
        assertThat(connects("outage-2")).isEqualTo("deny");
    }

    private static void assertUnavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:muster:problem:unavailable"));
    }

    private static double age(String what) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("muster_acl_" + what + "_age_seconds"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    /** One that still reaches the database. */
    private static void anotherReplicaChangesThePolicies() throws SQLException {
        var url = "jdbc:" + SharedPostgres.url() + "?currentSchema=acl";
        try (var connection =
                        DriverManager.getConnection(url, "acl_service", SharedPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("UPDATE policy SET live = false WHERE policy_id = 'outage'");
            statement.execute("UPDATE change_head SET epoch = epoch + 1 WHERE kind = 'POLICIES'");
        }
    }
}
