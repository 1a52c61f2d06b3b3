// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.muster.acl.Asking;
import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class PolicyQuarkusTest {

    private static final String ADMIN = "security-admin";

    private final String id = "p-" + UUID.randomUUID();

    @BeforeAll
    static void world() {
        World.begin();
    }

    @BeforeEach
    void ready() {
        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    private String allowing(String topic) {
        return document(
                "{\"id\":\"r\",\"effect\":\"allow\",\"actions\":[\"publish\"],\"resource\":\""
                        + topic
                        + "\"}");
    }

    private String document(String... rules) {
        return "{\"version\":1,\"id\":\"%s\",\n  \"rules\":[%s]}"
                .formatted(id, String.join(",", rules));
    }

    private static RequestSpecification as(String user) {
        return given().auth().oauth2(TestTokens.of(user)).contentType("application/json");
    }

    private Response put(String document) {
        return as(ADMIN).body(document).put("/api/v1/policies/" + id);
    }

    private Response put(String document, String ifMatch) {
        return as(ADMIN).header("If-Match", ifMatch).body(document).put("/api/v1/policies/" + id);
    }

    private Response get(String path) {
        return as("viewer").get("/api/v1/policies" + path);
    }

    private static Asking device(String name) {
        return Asking.as(name, World.enrolled(name));
    }

    @Test
    void aPolicyIsInForceWhenItsPutIsAnswered() {
        var device = device("put-1");
        var topic = "plant/" + id;
        assertThat(device.mayPublish(topic)).isFalse();

        put(allowing(topic))
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("version", equalTo(1))
                .body("outcome", equalTo("CREATED"))
                .body("rules.added", contains("r"));

        assertThat(device.mayPublish(topic)).isTrue();
        as(ADMIN).delete("/api/v1/policies/" + id).then().statusCode(204);
        assertThat(device.mayPublish(topic)).isFalse();
    }

    @Test
    void theDocumentIsKeptToTheByte() {
        var document = allowing("a").replace(":", " :\t") + "\n";
        put(document).then().statusCode(201);

        var read = get("/" + id).then().statusCode(200).header("ETag", "\"1\"").extract();

        assertThat(read.asString()).isEqualTo(document);
        assertThat(get("/" + id + "/versions/1").asString()).isEqualTo(document);
    }

    @Test
    void theSameDocumentAgainIsNoNewVersion() {
        put(allowing("a")).then().statusCode(201);

        put(allowing("a"))
                .then()
                .statusCode(200)
                .body("outcome", equalTo("UNCHANGED"))
                .body("version", equalTo(1));

        get("/" + id + "/versions").then().body("items", hasSize(1));
    }

    @Test
    void whatIsThereIsReplacedOnlyByWhoKnowsIt() {
        put(allowing("a")).then().statusCode(201);

        put(allowing("b")).then().statusCode(428);
        put(allowing("b"), "\"7\"").then().statusCode(412);
        put(allowing("b"), "\"1\"")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("outcome", equalTo("REPLACED"))
                .body("rules.changed", contains("r"));
        put(allowing("c"), "\"1\"").then().statusCode(412);
        put(allowing("c"), "*").then().statusCode(200).body("version", equalTo(3));
        as(ADMIN)
                .header("If-None-Match", "*")
                .body(allowing("d"))
                .put("/api/v1/policies/" + id)
                .then()
                .statusCode(412);
    }

    @Test
    void ofWritersWhoKnowTheSameVersionOneWins() {
        put(allowing("a")).then().statusCode(201);
        var start = new CountDownLatch(1);
        var token = TestTokens.of(ADMIN);

        var answers =
                IntStream.range(0, 8)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> race(start, token, allowing("race/" + i))))
                        .toList();
        start.countDown();
        var statuses = answers.stream().map(CompletableFuture::join).sorted().toList();

        assertThat(statuses).containsExactly(200, 412, 412, 412, 412, 412, 412, 412);
        get("/" + id + "/versions").then().body("items", hasSize(2));
    }

    private int race(CountDownLatch start, String token, String document) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(document)
                .put("/api/v1/policies/" + id)
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'effect':'permit'|/rules/0/effect|must be allow or deny",
                "'effect':'allow','effect':'deny'|``|Duplicate",
                "'effect':'allow'}|``|line",
                "'effect':'allow','conditions':{'not':{'attr':'claims.sub','op':'like','value':'x'}}|/rules/0/conditions|``"
            })
    void aBadPolicyIsRefusedAndTheOldOneStaysInForce(String slip, String where, String why) {
        var device = device("bad-1");
        var topic = "plant/" + id;
        put(allowing(topic)).then().statusCode(201);

        var bad =
                document(
                        "{\"id\":\"r\",\"actions\":[\"publish\"],\"resource\":\"#\","
                                + slip.replace('\'', '"')
                                + "}");
        put(bad, "*")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:policy-invalid"))
                .body("errors[0].pointer", startsWith(where))
                .body("errors[0].reason", containsString(why));

        get("/" + id).then().header("ETag", "\"1\"");
        assertThat(device.mayPublish(topic)).isTrue();
        assertThat(device.mayPublish("plant/else")).isFalse();
    }

    @Test
    void limitsAreLimits() {
        var deep = "[".repeat(17) + "]".repeat(17);
        put("{\"version\":1,\"id\":\"" + id + "\",\"rules\":" + deep + "}")
                .then()
                .statusCode(422)
                .body("errors[0].reason", containsString("nested"));
        put(allowing("a") + " ".repeat(256 * 1024))
                .then()
                .statusCode(422)
                .body("errors[0].reason", containsString("larger than 262144 bytes"));
        as(ADMIN)
                .body(new byte[] {'{', (byte) 0xff, '}'})
                .put("/api/v1/policies/" + id)
                .then()
                .statusCode(422)
                .body("errors[0].reason", equalTo("is not UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"device", "lint", "schema"})
    void someIdsAreNobodys(String reserved) {
        as(ADMIN)
                .body("{\"version\":1,\"id\":\"" + reserved + "\",\"rules\":[]}")
                .post("/api/v1/policies/lint")
                .then()
                .body("errors[0].pointer", equalTo("/id"))
                .body("errors[0].reason", equalTo("is reserved"));
    }

    @Test
    void aDocumentIsWhatItsPathAndTokenSay() {
        put(allowing("a").replace(id, "other"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/id"));
        put(allowing("a").replace("\"version\":1", "\"version\":1,\"tenant\":\"other\""))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/tenant"));
        put(allowing("a").replace("\"version\":1", "\"version\":1,\"tenant\":\"default\""))
                .then()
                .statusCode(201);
    }

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
    void theSchemaIsServed() {
        get("/schema").then().statusCode(200).body("title", containsString("Policy"));
    }

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

    @Test
    void policiesAreListedInPages() {
        var ids = List.of(id + "-a", id + "-b", id + "-c");
        ids.forEach(each ->
                as(ADMIN)
                        .body("{\"version\":1,\"id\":\"" + each + "\",\"rules\":[]}")
                        .put("/api/v1/policies/" + each)
                        .then()
                        .statusCode(201));

        var first = get("?limit=1").then().statusCode(200).extract();
        assertThat(first.<List<Object>>path("items")).hasSize(1);
        var all = get("?limit=500").then().extract().<List<String>>path("items.id");
        assertThat(all).containsAll(ids).isSorted();
        var second =
                as("viewer")
                        .queryParam("limit", 1)
                        .queryParam("cursor", first.<String>path("nextCursor"))
                        .get("/api/v1/policies")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.id");
        assertThat(second).containsExactly(all.get(1));
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

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "auditor", "release-manager"})
    void onlyAdministratorsWrite(String role) {
        as(role).body(allowing("a")).put("/api/v1/policies/" + id).then().statusCode(403);
        as(role).delete("/api/v1/policies/" + id).then().statusCode(403);
        as(role).body(Map.of("version", 1))
                .post("/api/v1/policies/" + id + "/rollback")
                .then()
                .statusCode(403);
    }

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
