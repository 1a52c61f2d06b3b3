// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Versions of a policy, and the way back to them. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class PolicyHistoryQuarkusTest extends PolicyFixture {

    @Test
    void aRollbackIsANewVersion() {
        var device = device("back-1");
        put(allowing("plant/one/" + id)).then().statusCode(201);
        put(allowing("plant/two/" + id), "\"1\"").then().statusCode(200);
        assertThat(device.mayPublish("plant/one/" + id)).isFalse();

        rollback(1).then().statusCode(200).body("version", equalTo(3));

        assertThat(device.mayPublish("plant/one/" + id)).isTrue();
        assertThat(device.mayPublish("plant/two/" + id)).isFalse();
        get("/" + id + "/versions")
                .then()
                .body("items.version", contains(3, 2, 1))
                .body("items[0].restoredFrom", equalTo(1))
                .body("items[1].restoredFrom", nullValue())
                .body("items[0].createdBy", notNullValue());
        rollback(1).then().statusCode(200).body("outcome", equalTo("UNCHANGED"));
        rollback(9).then().statusCode(404);
        rollback(0).then().statusCode(400);
    }

    @Test
    void everyChangeIsInTheAuditLogWhoseChainHolds() {
        put(allowing("audited")).then().statusCode(201);
        rollback(1).then().statusCode(200);
        as(ADMIN).delete("/api/v1/policies/" + id).then().statusCode(204);

        as(ADMIN)
                .queryParam("actor", ADMIN)
                .queryParam("limit", 500)
                .get("/api/v1/audit")
                .then()
                .statusCode(200)
                .body("items.findAll { it.target == '" + id + "' }.action", hasSize(2));
        as(ADMIN).get("/api/v1/audit/verify").then().statusCode(200).body("valid", equalTo(true));
    }

    private Response rollback(long version) {
        return as(ADMIN)
                .body(Map.of("version", version))
                .post("/api/v1/policies/" + id + "/rollback");
    }

    @Test
    void aDeletedPolicyComesBackWithItsNumbers() {
        put(allowing("a")).then().statusCode(201);
        as(ADMIN)
                .header("If-Match", "\"9\"")
                .delete("/api/v1/policies/" + id)
                .then()
                .statusCode(412);
        as(ADMIN).delete("/api/v1/policies/" + id).then().statusCode(204);
        as(ADMIN).delete("/api/v1/policies/" + id).then().statusCode(404);
        get("/" + id).then().statusCode(404);
        get("/" + id + "/versions").then().body("items", hasSize(1));

        rollback(1).then().statusCode(200).body("version", equalTo(2));

        get("/" + id).then().statusCode(200).header("ETag", "\"2\"");
    }
}
