// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.acl.bounded.Loop;
import io.muster.acl.revocation.Revocation;
import io.muster.acl.revocation.RevocationKind;
import io.muster.acl.revocation.Revocations;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.audit.AuditVerdict.Intact;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More replicas than one, on one database: each has revocations of its own in memory. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class RevocationReplicasQuarkusTest {

    private static final TenantId TENANT = new TenantId("default");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PATH = "/api/v1/revocations";

    @Inject StoredRevocations stored;
    @Inject RevocationHeads heads;
    @Inject RevocationStore store;
    @Inject RevocationPurge purge;
    @Inject Revocations own;
    @Inject Database database;
    @Inject AuditLog audit;
    @Inject Vertx vertx;

    private final String name = "client-" + UUID.randomUUID();
    private final Replica other = new Replica(100_000);

    /** Everything of a second replica that has to do with revocations. */
    private final class Replica {

        private final Revocations view;
        private final List<String> kicked = new CopyOnWriteArrayList<>();

        Replica(int bound) {
            view = Revocations.unknown(bound);
            view.listener(revocation -> kicked.add(revocation.value()));
        }

        RevocationFollower follower() {
            return new RevocationFollower(stored, view, Clock.systemUTC());
        }

        TableRevocationBook book(RevocationFollower follower) {
            return new TableRevocationBook(
                    database, heads, store, view, follower, audit, Clock.systemUTC());
        }
    }

    @BeforeEach
    void ready() {
        await().untilAsserted(() ->
                given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.name", hasItem("revocations")));
    }

    private static <T> T get(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    private static boolean revoked(Revocations view, String clientId) {
        return view.objection(TENANT, clientId, Instant.now()).isPresent();
    }

    private static Revocation revocation(String clientId, Instant until) {
        return new Revocation(
                TENANT, RevocationKind.CLIENT_ID, clientId, Instant.now(), until, "lost", "alice");
    }

    private String revoke(String clientId) {
        return given().auth()
                .oauth2(TestTokens.of("security-admin"))
                .contentType("application/json")
                .body("{\"type\":\"client_id\",\"value\":\"" + clientId + "\"}")
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void takeBack(String id) {
        given().auth()
                .oauth2(TestTokens.of("security-admin"))
                .delete(PATH + "/" + id)
                .then()
                .statusCode(204);
    }

    @Test
    void whatOneReplicaIsToldEveryReplicaActsOnWithinASecond() {
        var loop = new Loop(vertx, Duration.ofMillis(500), other.follower()::refresh);
        loop.start();
        try {
            await().until(other.view::loaded);
            assertThat(revoked(other.view, name)).isFalse();

            var id = revoke(name);
            assertThat(revoked(own, name)).as("with the answer").isTrue();
            within(() -> revoked(other.view, name) && other.kicked.contains(name));
            takeBack(id);
            assertThat(revoked(own, name)).as("with the answer").isFalse();
            within(() -> !revoked(other.view, name));
        } finally {
            loop.stop();
        }
    }

    private static void within(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(1)).until(condition);
    }

    @Test
    void whatAnotherReplicaIsToldThisOneKnows() {
        var follower = other.follower();
        get(follower.refresh());
        var book = other.book(follower);
        var revocation = revocation(name, null);

        assertThat(get(book.add(revocation))).contains(revocation);
        assertThat(revoked(other.view, name)).as("with the answer").isTrue();
        within(() -> revoked(own, name));
        given().auth()
                .oauth2(TestTokens.of("security-admin"))
                .queryParam("limit", 1)
                .get(PATH)
                .then()
                .body("items[0].value", equalTo(name))
                .body("items[0].by", equalTo("alice"))
                .body("items[0].reason", equalTo("lost"));

        assertThat(get(book.remove(new TenantId("other"), revocation.id(), "eve"))).isFalse();
        assertThat(get(book.remove(TENANT, revocation.id(), "bob"))).isTrue();
        assertThat(get(book.remove(TENANT, revocation.id(), "bob"))).isFalse();
        within(() -> !revoked(own, name));
    }

    @Test
    void aReplicaThatStartsKnowsWhatWasRevokedBefore() {
        var id = revoke(name);
        var takenBack = name + "-back";
        takeBack(revoke(takenBack));

        assertThat(revoked(other.view, takenBack)).as("nobody stands yet").isTrue();
        get(other.follower().refresh());

        assertThat(revoked(other.view, name)).isTrue();
        assertThat(revoked(other.view, takenBack)).isFalse();
        assertThat(other.kicked).as("whom its predecessor may not have ended").contains(name);
        takeBack(id);
    }

    @Test
    void theSameAgainIsOneChange() {
        get(other.follower().refresh());
        var book = other.book(other.follower());
        var first = get(book.add(revocation(name, null))).orElseThrow();

        assertThat(get(book.add(revocation(name, null)))).contains(first);
        var later = revocation(name, Instant.now().plusSeconds(600));
        assertThat(get(book.add(later))).contains(later);

        assertThat(audited(name)).hasSize(2).allMatch(body -> body.contains("revocation.add"));
        assertThat(get(audit.verify(TENANT))).isInstanceOf(Intact.class);
        get(book.remove(TENANT, first.id(), "bob"));
        assertThat(audited(name)).hasSize(3).last().asString().contains("revocation.remove", "bob");
    }

    private List<String> audited(String text) {
        return get(
                database.read(connection ->
                        connection
                                .preparedQuery(
                                        "SELECT body FROM audit_entry WHERE tenant_id = $1 AND body"
                                                + " LIKE $2 ORDER BY seq")
                                .execute(Tuple.of("default", "%" + text + "%"))
                                .map(rows -> Rows.list(rows, row -> row.getString("body")))));
    }

    @Test
    void aFullHouseSaysSoAndForgetsNothing() {
        var id = revoke(name);
        var full = new Replica(1);
        var follower = full.follower();
        get(follower.refresh());
        var book = full.book(follower);

        assertThat(get(book.add(revocation(name + "-more", null)))).isEmpty();
        assertThat(get(book.add(revocation(name, Instant.now().plusSeconds(60))))).isPresent();
        assertThat(revoked(full.view, name)).isTrue();
        takeBack(id);
    }

    @Test
    void whatIsOverIsDeletedAndWhoMissedItReadsEverythingAnew() {
        var follower = other.follower();
        var kept = revoke(name);
        var gone = name + "-gone";
        var id = revoke(gone);
        get(follower.refresh());
        assertThat(revoked(other.view, gone)).isTrue();

        takeBack(id);
        get(purge.run(Instant.now().plusSeconds(1)));
        assertThat(rows(id)).isZero();
        assertThat(rows(kept)).isOne();

        get(follower.refresh());
        assertThat(revoked(other.view, gone)).isFalse();
        assertThat(revoked(other.view, name)).isTrue();
        takeBack(kept);
    }

    private long rows(String id) {
        return get(
                database.read(connection ->
                        connection
                                .preparedQuery(
                                        "SELECT count(*) AS n FROM revocation WHERE revocation_id"
                                                + " = $1")
                                .execute(Tuple.of(id))
                                .map(rows -> rows.iterator().next().getLong("n"))));
    }

    @Test
    void aKindThatOnlyALaterReleaseKnowsKeepsNobodyFromTheOthers() {
        var id = revoke(name + "-later");
        get(
                database.transaction(connection ->
                        connection
                                .preparedQuery(
                                        "UPDATE revocation SET kind = 'planet' WHERE revocation_id"
                                                + " = $1")
                                .execute(Tuple.of(id))));
        var known = revoke(name);

        get(other.follower().refresh());

        assertThat(other.view.loaded()).isTrue();
        assertThat(revoked(other.view, name)).isTrue();
        takeBack(known);
    }
}
