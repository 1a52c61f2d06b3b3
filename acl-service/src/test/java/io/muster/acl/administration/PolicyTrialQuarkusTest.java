// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** What can be known of a policy before it is in force. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class PolicyTrialQuarkusTest extends PolicyFixture {

    @Test
    void aDryRunStoresNothing() {
        var device = device("dry-1");
        var topic = "plant/" + id;
        as(ADMIN)
                .queryParam("dryRun", true)
                .body(allowing(topic))
                .put("/api/v1/policies/" + id)
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("outcome", equalTo("CREATED"))
                .body("version", equalTo(1))
                .body("rules.added", contains("r"));

        get("/" + id).then().statusCode(404);
        get("/" + id + "/versions").then().statusCode(404);
        assertThat(device.mayPublish(topic)).isFalse();
    }

    @Test
    void aDryRunTellsWhichDecisionsWouldHaveBeenOthers() {
        var topic = "plant/" + id;
        assertThat(device("dry-2").mayPublish(topic)).isFalse();

        as(ADMIN)
                .queryParam("dryRun", true)
                .body(allowing(topic))
                .put("/api/v1/policies/" + id)
                .then()
                .statusCode(200)
                .body("decisions.changed", equalTo(1))
                .body("decisions.examples[0].clientId", equalTo("dry-2"))
                .body("decisions.examples[0].topic", equalTo(topic))
                .body("decisions.examples[0].candidate", equalTo("allow"));
    }

    @Test
    void lintSaysEverythingAndStoresNothing() {
        as("viewer")
                .body(allowing("a"))
                .post("/api/v1/policies/lint")
                .then()
                .statusCode(200)
                .body("errors", empty());
        as("viewer")
                .body(allowing("a").replace("allow", "permit"))
                .post("/api/v1/policies/lint")
                .then()
                .statusCode(200)
                .body("errors[0].pointer", equalTo("/rules/0/effect"));
        get("/" + id).then().statusCode(404);
    }

    @Test
    void theSchemaIsServed() {
        get("/schema").then().statusCode(200).body("title", containsString("Policy"));
    }
}
