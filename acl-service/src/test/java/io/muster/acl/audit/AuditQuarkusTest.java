// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.platform.audit.AuditEntry;
import io.muster.platform.audit.AuditLog;
import io.muster.platform.sql.Database;
import io.muster.platform.topic.TenantId;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log as auditors read it. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class AuditQuarkusTest {

    private static final String PATH = "/api/v1/audit";

    /** Another tenant than where policies and revocations of other tests are written. */
    private static final TenantId TENANT = new TenantId("other");

    @Inject AuditLog audit;
    @Inject Database database;

    private final String actor = "auditor-test-" + UUID.randomUUID();

    @BeforeEach
    void anEmptyLog() {
        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        run("DELETE FROM audit_entry WHERE tenant_id = $1");
        run("DELETE FROM audit_head WHERE tenant_id = $1");
        for (int i = 1; i <= 12; i++) {
            append(i % 2 == 0 ? "test.even" : "test.odd", "thing-" + i);
        }
    }

    private void append(String action, String target) {
        var detail = JsonNodeFactory.instance.objectNode().put("why", "a test");
        database.transaction(connection ->
                        audit.append(
                                connection, TENANT, new AuditEntry(actor, action, target, detail)))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private void run(String statement) {
        database.transaction(connection ->
                        connection.preparedQuery(statement).execute(Tuple.of(TENANT.value())))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private static ValidatableResponse get(String user, String path, Map<String, ?> query) {
        return given().auth().oauth2(TestTokens.of(user)).queryParams(query).get(path).then();
    }

    private static ValidatableResponse list(Map<String, ?> query) {
        return get("auditor@other", PATH, query).statusCode(200);
    }

    private static ValidatableResponse verify() {
        return get("auditor@other", PATH + "/verify", Map.of()).statusCode(200);
    }

    @Test
    void entriesAreListedNewestFirst() {
        list(Map.of("limit", 2))
                .body("items.sequence", contains(12, 11))
                .body("items.target", contains("thing-12", "thing-11"))
                .body("items.action", contains("test.even", "test.odd"))
                .body("items.actor", everyItem(equalTo(actor)))
                .body("items[0].detail.why", equalTo("a test"));
    }

    @Test
    void pagesGoThroughAllOfIt() {
        var seen = new ArrayList<Integer>();
        String cursor = null;
        do {
            var query = cursor == null ? Map.of("limit", 5) : Map.of("limit", 5, "cursor", cursor);
            var page = list(query).extract();
            seen.addAll(page.path("items.sequence"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(seen).containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void whatIsWantedIsToldByTimeActionAndActor() {
        list(Map.of("action", "test.odd", "actor", actor, "limit", 3))
                .body("items.sequence", contains(11, 9, 7));
        list(Map.of("actor", "nobody")).body("items", empty()).body("nextCursor", nullValue());
        list(Map.of("to", "2020-01-01T00:00:00Z")).body("items", empty());
        list(Map.of("from", "2020-01-01T00:00:00Z")).body("items.size()", equalTo(12));
    }

    @Test
    void aCursorBelongsToItsListAndTenant() {
        String cursor = list(Map.of("limit", 2)).extract().path("nextCursor");

        get("auditor@other", PATH, Map.of("cursor", cursor, "action", "test.odd")).statusCode(400);
        get("auditor", PATH, Map.of("cursor", cursor)).statusCode(400);
    }

    @Test
    void whatAdministratorsDoIsFoundInTheirTenantOnly() {
        String id =
                given().auth()
                        .oauth2(TestTokens.of("security-admin"))
                        .contentType("application/json")
                        .body("{\"type\":\"jti\",\"value\":\"" + actor + "\"}")
                        .post("/api/v1/revocations")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");

        get("auditor", PATH, Map.of("action", "revocation.add"))
                .statusCode(200)
                .body("items.target", hasItem(id));
        list(Map.of("action", "revocation.add")).body("items", empty());
    }

    @ParameterizedTest
    @CsvSource({"viewer, 403", "operator, 403", "auditor, 200", "security-admin, 200"})
    void onlyAuditorsAndSecurityAdminsRead(String user, int status) {
        get(user, PATH, Map.of()).statusCode(status);
        get(user, PATH + "/verify", Map.of()).statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({
        "'', from, yesterday",
        "'', to, 2020",
        "'', limit, 0",
        "'', cursor, x",
        "/verify, sequence, 3",
        "/verify, hash, abc",
    })
    void whatMakesNoSenseIsRefused(String path, String name, String value) {
        get("auditor", PATH + path, Map.of(name, value))
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void anUntouchedChainIsValid() {
        String hash =
                verify().body("valid", equalTo(true))
                        .body("sequence", equalTo(12))
                        .extract()
                        .path("hash");
        append("test.odd", "thing-13");

        get("auditor@other", PATH + "/verify", Map.of("sequence", 12, "hash", hash))
                .body("valid", equalTo(true))
                .body("sequence", equalTo(13));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE audit_entry SET body = replace(body, 'thing-7', 'thing-8') WHERE tenant_id = $1 AND seq = 7 | 7 | hash",
                "DELETE FROM audit_entry WHERE tenant_id = $1 AND seq = 7 | 7 | missing",
                "UPDATE audit_entry a SET body = b.body, hash = b.hash FROM audit_entry b WHERE a.tenant_id = $1 AND b.tenant_id = $1 AND (a.seq, b.seq) IN ((7, 8), (8, 7)) | 7 | hash",
                "DELETE FROM audit_entry WHERE tenant_id = $1 AND seq > 10 | 11 | ends before its head"
            })
    void tamperingIsFound(String tampering, int brokenAt, String reason) {
        run(tampering);

        verify().body("valid", equalTo(false))
                .body("sequence", equalTo(brokenAt))
                .body("reason", containsString(reason));
    }

    @Test
    void anEndThatWasCutOffWithItsHeadIsFoundByWhoKeptIt() {
        String hash = verify().extract().path("hash");
        run("DELETE FROM audit_entry WHERE tenant_id = $1 AND seq > 10");
        run(
                "UPDATE audit_head SET seq = 10, hash = (SELECT hash FROM audit_entry WHERE tenant_id ="
                        + " $1 AND seq = 10) WHERE tenant_id = $1");

        verify().body("valid", equalTo(true));
        get("auditor@other", PATH + "/verify", Map.of("sequence", 12, "hash", hash))
                .body("valid", equalTo(false))
                .body("sequence", equalTo(11));
    }
}
