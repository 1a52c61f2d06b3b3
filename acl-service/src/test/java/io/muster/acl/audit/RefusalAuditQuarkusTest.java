// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.acl.World;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.audit.AuditVerdict.Intact;
import io.muster.platform.topic.TenantId;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused ends in the hash-chained audit log of its tenant. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class RefusalAuditQuarkusTest {

    private static final TenantId TENANT = new TenantId("default");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject RefusalAudit refusals;
    @Inject AuditLog audit;

    @BeforeAll
    static void world() {
        World.begin();
    }

    @BeforeEach
    void ready() {
        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    private long entries() {
        var verdict = audit.verify(TENANT).await().atMost(PATIENCE);
        assertThat(verdict).isInstanceOf(Intact.class);
        return ((Intact) verdict).head().sequence();
    }

    private void write() {
        refusals.write().await().atMost(PATIENCE);
    }

    @Test
    void aRefusalIsAuditedOnceAndTheChainHolds() {
        write();
        long before = entries();
        given().header("Authorization", "Bearer " + Neighbours.SECRET)
                .contentType("application/json")
                .body(
                        "{\"subject\":{\"token\":\"a.b.c\"},\"action\":\"connect\",\"context\":{\"client_id\":\"c\"}}")
                .post("/api/v1/decide")
                .then()
                .statusCode(200)
                .body("decision", equalTo("deny"));

        write();
        assertThat(entries()).isEqualTo(before + 1);
        write();
        assertThat(entries()).isEqualTo(before + 1);
    }
}
