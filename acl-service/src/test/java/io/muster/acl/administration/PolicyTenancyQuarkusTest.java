// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Policies stay within their tenant. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class PolicyTenancyQuarkusTest extends PolicyFixture {

    @Test
    void anotherTenantSeesNothingAndGetsNothing() {
        var topic = "plant/" + id;
        as(ADMIN + "@other")
                .body(allowing(topic))
                .put("/api/v1/policies/" + id)
                .then()
                .statusCode(201);

        get("/" + id).then().statusCode(404);
        get("/" + id + "/versions").then().statusCode(404);
        assertThat(device("tenant-1").mayPublish(topic)).isFalse();
    }

    @Test
    void noPolicyReachesAnotherTenant() {
        var device = device("wall-1");
        var everything =
                "{\"id\":\"all\",\"effect\":\"allow\",\"actions\":[\"*\"],\"resource\":\"#\"}";
        put(document(everything)).then().statusCode(201);
        try {
            assertThat(device.mayPublish("anything/" + id)).isTrue();
            assertThat(device.mayPublish("d/other/dev-1/cmd")).isFalse();
            assertThat(device.mayPublish("events/default/registry/device.changed")).isFalse();
            assertThat(device.maySubscribe("d/default/#")).isTrue();
            assertThat(device.maySubscribe("#")).isFalse();
            assertThat(device.maySubscribe("d/+/dev-1/cmd")).isFalse();
            assertThat(device.maySubscribe("$share/g/p/other/x")).isFalse();
        } finally {
            as(ADMIN).delete("/api/v1/policies/" + id).then().statusCode(204);
        }
    }
}
