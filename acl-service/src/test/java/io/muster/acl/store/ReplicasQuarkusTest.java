// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.book.PolicyCompiler;
import io.muster.acl.bounded.Loop;
import io.muster.acl.decision.Ask.Publish;
import io.muster.acl.decision.Ask.Retain;
import io.muster.acl.policy.Policies;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.audit.AuditVerdict;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More replicas than one, on one database: each has a book of its own. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class ReplicasQuarkusTest {

    private static final TenantId TENANT = new TenantId("default");

    @Inject StoredEditions stored;
    @Inject PolicyCompiler compiler;
    @Inject PolicyBook own;
    @Inject Database database;
    @Inject AuditLog audit;
    @Inject Vertx vertx;

    private final String id = "p-" + UUID.randomUUID();
    private final String topic = "plant/" + id;

    @BeforeEach
    void ready() {
        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    private PolicyBook replica(PolicyFollower[] follower) {
        var book = new PolicyBook(compiler.builtIn());
        follower[0] = new PolicyFollower(stored, book, Clock.systemUTC());
        return book;
    }

    private boolean mayPublish(PolicyBook book) {
        return book.of(TENANT)
                .decide(
                        Policies.device("default", "dev-1"),
                        new Publish(topic, Retain.NO, 1),
                        Policies.NOW)
                .allowed();
    }

    private void put() {
        given().auth()
                .oauth2(TestTokens.of("security-admin"))
                .contentType("application/json")
                .body(
                        """
                        {"version":1,"id":"%s","rules":[
                          {"id":"r","effect":"allow","actions":["publish"],"resource":"%s"}]}
                        """
                                .formatted(id, topic))
                .put("/api/v1/policies/" + id)
                .then()
                .statusCode(201);
    }

    private void delete() {
        given().auth()
                .oauth2(TestTokens.of("security-admin"))
                .delete("/api/v1/policies/" + id)
                .then()
                .statusCode(204);
    }

    @Test
    void everyReplicaFollowsWithinASecond() {
        var follower = new PolicyFollower[1];
        var other = replica(follower);
        var loop = new Loop(vertx, Duration.ofMillis(500), follower[0]::refresh);
        loop.start();
        try {
            await().until(other::loaded);
            assertThat(mayPublish(other)).isFalse();

            put();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> mayPublish(other));
            delete();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> !mayPublish(other));
        } finally {
            loop.stop();
        }
    }

    @Test
    void aStoredDocumentThatNoLongerCompilesOpensNothing() {
        put();
        var text = "{\"version\":1,\"id\":\"" + id + "\",\"rules\":[],\"later\":true}";
        try {
            overwrite(text);
            await().until(() -> own.faulty().contains("default"));
            assertThat(mayPublish(own)).isTrue();
            given().get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.find { it.name == 'policies' }.data.faulty", equalTo(1));

            var follower = new PolicyFollower[1];
            var newcomer = replica(follower);
            follower[0].refresh().await().atMost(Duration.ofSeconds(5));
            assertThat(newcomer.loaded()).isTrue();
            assertThat(newcomer.of(TENANT))
                    .isNotSameAs(newcomer.of(new TenantId("without-policies")));
            assertThat(mayPublish(newcomer)).isFalse();
        } finally {
            delete();
        }
        await().until(() -> own.faulty().isEmpty());
    }

    /** As a release that understands more would have written it. */
    private void overwrite(String text) {
        database.transaction(connection ->
                        connection
                                .preparedQuery(
                                        "UPDATE policy_version SET document = $1 WHERE policy_id ="
                                                + " $2")
                                .execute(Tuple.of(text, id))
                                .chain(() ->
                                        connection
                                                .preparedQuery(
                                                        "UPDATE change_head SET epoch = epoch + 1"
                                                                + " WHERE tenant_id = $1")
                                                .execute(Tuple.of("default"))))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    @Test
    void everyChangeIsInTheAuditLog() {
        put();
        delete();

        assertThat(audit.verify(TENANT).await().atMost(Duration.ofSeconds(5)))
                .isInstanceOf(AuditVerdict.Intact.class);
        var actions =
                database.read(connection ->
                                connection
                                        .preparedQuery(
                                                "SELECT body FROM audit_entry WHERE tenant_id = $1 AND body"
                                                        + " LIKE $2 ORDER BY seq")
                                        .execute(Tuple.of("default", "%" + id + "%")))
                        .await()
                        .atMost(Duration.ofSeconds(5));
        assertThat(actions)
                .extracting(row -> row.getString("body"))
                .satisfiesExactly(
                        body -> assertThat(body).contains("policy.put", "sha256"),
                        body -> assertThat(body).contains("policy.delete"));
    }
}
