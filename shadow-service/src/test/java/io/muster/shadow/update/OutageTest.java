// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.update;

import static io.muster.shadow.support.Operator.read;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.shadow.support.BreakablePostgres;
import io.muster.shadow.support.TestDevice;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.FaultProxy;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens while the database is away, and after that. */
@QuarkusTest
@QuarkusTestResource(value = BreakablePostgres.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class OutageTest {

    private final TestDevice device = TestDevice.connect("dev-" + UUID.randomUUID());

    FaultProxy database;

    @AfterEach
    void heal() {
        database.heal();
        device.close();
    }

    @Test
    void anUpdateWaitsForTheDatabaseAndIsStoredOnce() {
        takeDatabaseAway();

        device.send("update", "{\"state\":{\"reported\":{\"n\":1}},\"clientToken\":\"1\"}");
        device.send("update", "{\"state\":{\"reported\":{\"n\":2}},\"clientToken\":\"2\"}");

        device.expectNothing();
        database.heal();
        assertThat(device.expect("update/accepted").get("version").asInt()).isEqualTo(1);
        assertThat(device.expect("update/accepted").get("version").asInt()).isEqualTo(2);
        assertThat(read(device)).contains("\"version\":2", "\"n\":2");
    }

    @Test
    void aCallerIsToldToComeBack() {
        var token = TestTokens.of("viewer");
        takeDatabaseAway();

        given().auth()
                .oauth2(token)
                .get("/api/v1/devices/{id}/shadows/default", device.id())
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:muster:problem:unavailable"));
    }

    private void takeDatabaseAway() {
        database.refuse();
        database.cut();
    }
}
