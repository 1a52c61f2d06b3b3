// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.muster.acl.DatabaseProfile;
import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
@TestProfile(DatabaseProfile.class)
class PolicyQuarkusTest extends PolicyFixture {

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
}
