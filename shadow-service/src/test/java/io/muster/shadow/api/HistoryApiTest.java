// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import io.muster.shadow.document.Expectation;
import io.muster.shadow.document.ShadowName;
import io.muster.shadow.schedule.Timing;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Origin;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.muster.shadow.support.StoredShadow;
import io.muster.shadow.support.TestDevice;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shadow was, what became of it, and how it becomes that again. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class HistoryApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSIONS = 200;

    @Inject Shadows shadows;

    private final String device = "dev-" + UUID.randomUUID();
    private final String shadow = "/api/v1/devices/" + device + "/shadows/default";

    @Test
    void case64EveryVersionIsAsARepetitionOfAllPatchesMakesItAndTimesGoOn() {
        var model = new ArrayList<ObjectNode>();
        var results = new ArrayList<Uni<Result>>();
        var random = new Random(64);
        var state = JSON.createObjectNode();
        for (int k = 1; k <= VERSIONS; k++) {
            var patch = patch(random, k);
            state = merged(state.deepCopy(), patch);
            model.add(state);
            results.add(shadows.submit(report(patch)).memoize().indefinitely());
        }
        // All at once, so that several versions are one row in the end.
        Uni.join().all(results).andFailFast().await().atMost(Duration.ofSeconds(30));

        for (int k = 1; k <= VERSIONS; k++) {
            var then = tree(viewer().queryParam("atVersion", k).get(shadow));
            assertThat(then.get("version").asInt()).isEqualTo(k);
            for (var section : List.of("desired", "reported", "tags")) {
                assertThat(then.get(section).toString())
                        .as("%s of version %d", section, k)
                        .isEqualTo(model.get(k - 1).path(section).toString());
            }
        }
        assertThat(times()).hasSize(VERSIONS).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void case65ARollbackIsANewVersionAndHistoryKeepsBoth() {
        try (var there = TestDevice.connect(device)) {
            wish("{\"desired\":{\"a\":1,\"b\":{\"c\":1.0}},\"tags\":{\"t\":1}}");
            there.expect("delta");
            wish("{\"desired\":{\"a\":2,\"b\":null,\"d\":1},\"tags\":{\"t\":2}}");
            there.expect("delta");

            rollback("{\"version\":1,\"section\":\"desired\"}")
                    .statusCode(200)
                    .header("ETag", "\"3\"")
                    .body("desired.a", equalTo(1))
                    .body("desired.d", nullValue())
                    .body("tags.t", equalTo(2));

            var delta = there.expect("delta");
            assertThat(delta.get("patch").toString())
                    .isEqualTo("{\"a\":1,\"b\":{\"c\":1.0},\"d\":null}");
        }
        viewer().get(shadow + "/diff?from=1&to=3")
                .then()
                .body("patch.desired", nullValue())
                .body("patch.tags.t", equalTo(2));
        viewer().get(shadow + "/history")
                .then()
                .body("items.version", contains(3, 2, 1))
                .body("items.by", contains("user:operator", "user:operator", "user:operator"));
        rollback("{\"version\":1,\"section\":\"tags\"}").statusCode(200).body("tags.t", equalTo(1));
    }

    @Test
    void aRollbackIsAWriteLikeAnyOther() {
        wish("{\"desired\":{\"a\":1}}");
        wish("{\"desired\":{\"a\":2}}");

        operator()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"version\":1}")
                .post(shadow + "/rollback")
                .then()
                .statusCode(412);
        operator()
                .contentType(ContentType.JSON)
                .queryParam("dryRun", true)
                .body("{\"version\":1}")
                .post(shadow + "/rollback")
                .then()
                .statusCode(200)
                .body("shadow.desired.a", equalTo(1));
        given().auth()
                .oauth2(TestTokens.of("viewer"))
                .contentType(ContentType.JSON)
                .body("{\"version\":1}")
                .post(shadow + "/rollback")
                .then()
                .statusCode(403);
        rollback("{\"version\":1,\"section\":\"reported\"}")
                .statusCode(403)
                .body("errorCode", equalTo("FORBIDDEN_PATH"));
        rollback("{\"version\":3}").statusCode(404);
        viewer().get(shadow).then().body("version", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "1",
                "{\"version\":\"1\"}",
                "{\"version\":1.5}",
                "{\"version\":-1}",
                "{\"version\":1e0}",
                "{\"version\":99999999999999999999}",
                "{\"version\":1,\"section\":\"delta\"}",
                "{\"version\":1,\"section\":null}",
                "{\"version\":1,\"sections\":\"desired\"}"
            })
    void aRollbackThatIsNotWellFormedIs400(String body) {
        wish("{\"desired\":{\"a\":1}}");

        rollback(body).statusCode(400);
    }

    @Test
    void aDeletedShadowIsInItsHistoryAndComesBack() {
        wish("{\"desired\":{\"a\":1}}");
        operator().delete(shadow).then().statusCode(204);

        viewer().get(shadow + "/history")
                .then()
                .body("items.version", contains(2, 1))
                .body("items.change", contains("deleted", "created"))
                .body("items[0].patch.size()", equalTo(0));
        viewer().get(shadow + "?atVersion=1").then().body("desired.a", equalTo(1));
        viewer().get(shadow + "?atVersion=2").then().statusCode(404);
        viewer().get(shadow + "/diff?from=1")
                .then()
                .body("to", equalTo(2))
                .body("patch.toString()", equalTo("[desired:[a:null]]"));

        rollback("{\"version\":1}").statusCode(200).body("version", equalTo(3));
        viewer().get(shadow + "/history?from=3").then().body("items.change", contains("created"));
        rollback("{\"version\":2}").statusCode(404);
    }

    @Test
    void aShadowIsShownAsItWasAtATime() {
        wish("{\"desired\":{\"a\":1}}");
        var first = updatedAt();
        wish("{\"desired\":{\"a\":2}}");
        var second = updatedAt();

        at(first).statusCode(200).body("desired.a", equalTo(first.equals(second) ? 2 : 1));
        at(second).statusCode(200).body("desired.a", equalTo(2));
        at(Instant.parse("9999-01-01T00:00:00Z")).body("desired.a", equalTo(2));
        at(first.minusMillis(1)).statusCode(404);
    }

    @Test
    void ofThePastOnlyTheContentIsShown() {
        wish("{\"desired\":{\"a\":{\"b\":1.0}},\"tags\":{\"t\":1}}");
        wish("{\"desired\":{\"a\":{\"b\":2}}}");

        viewer().get(shadow + "?atVersion=1&fields=delta,tags")
                .then()
                .statusCode(200)
                .body("delta.a.b", equalTo(1.0f))
                .body("tags.t", equalTo(1))
                .body("desired", nullValue())
                .body("sync", nullValue());
        assertThat(viewer().get(shadow + "?atVersion=1&path=/desired/a").asString())
                .isEqualTo("{\"b\":1.0}");
        viewer().get(shadow + "?atVersion=1&path=/desired/z").then().statusCode(404);
        viewer().get(shadow + "?atVersion=1&path=/metadata/desired").then().statusCode(400);
        viewer().get(shadow + "?atVersion=1&fields=sync").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?atVersion=x",
                "?atVersion=-1",
                "?atVersion=1&at=2030-01-01T00:00:00Z",
                "?at=yesterday",
                "?at=0000-01-01T00:00:00Z",
                "/diff",
                "/diff?to=1",
                "/diff?from=1&to=now",
                "/history?from=soon",
                "/history?to=99999999999999999999",
                "/history?limit=101",
                "/history?limit=0",
                "/history?cursor=AAAA",
                "/history?path=desired"
            })
    void whatIsNotWellFormedIs400(String query) {
        viewer().get(shadow + query).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?atVersion=0", "?atVersion=2", "?atVersion=999999999999999999"})
    void aVersionThatNeverWasIs404(String query) {
        wish("{\"desired\":{\"a\":1}}");

        viewer().get(shadow + query).then().statusCode(404);
        viewer().get(shadow + "x" + query).then().statusCode(404);
    }

    @Test
    void historyComesInPagesAndOnlyOfOnePlaceIfWanted() {
        for (int k = 1; k <= 5; k++) {
            wish("{\"desired\":{\"%s\":%d}}".formatted(k % 2 == 0 ? "even" : "odd", k));
        }

        var cursor =
                viewer().get(shadow + "/history?limit=2")
                        .then()
                        .body("items.version", contains(5, 4))
                        .extract()
                        .<String>path("nextCursor");
        viewer().queryParam("cursor", cursor)
                .get(shadow + "/history?limit=3")
                .then()
                .body("items.version", contains(3, 2, 1))
                .body("nextCursor", nullValue());
        viewer().queryParam("cursor", cursor)
                .get(shadow + "/history?from=2")
                .then()
                .statusCode(400);
        viewer().get(shadow + "/history?from=2&to=4")
                .then()
                .body("items.version", contains(4, 3, 2));
        viewer().get(shadow + "/history?to=2000-01-01T00:00:00Z").then().body("items", empty());
        viewer().get(shadow + "/history?path=/desired/even")
                .then()
                .body("items.version", contains(4, 2));
        var first =
                viewer().get(shadow + "/history?path=/desired/odd&limit=2")
                        .then()
                        .body("items.version", contains(5, 3))
                        .extract()
                        .<String>path("nextCursor");
        viewer().queryParam("cursor", first)
                .get(shadow + "/history?path=/desired/odd&limit=2")
                .then()
                .body("items.version", contains(1))
                .body("nextCursor", nullValue());
        viewer().get(shadow + "/history?path=/reported").then().body("items", empty());
    }

    @Test
    void aDryRunAndAnAcknowledgementLeaveNoVersion() {
        wish("{\"desired\":{\"a\":1}}");
        merge("{\"desired\":{\"a\":2}}").queryParam("dryRun", true).patch(shadow);
        operator()
                .contentType(ContentType.JSON)
                .body("{\"policy\":\"device-wins\"}")
                .put(shadow + "/conflict-policy")
                .then()
                .statusCode(200);

        viewer().get(shadow + "/history").then().body("items", hasSize(1));
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        wish("{\"desired\":{\"a\":1}}");
        var stranger = TestTokens.of("viewer@other");

        given().auth()
                .oauth2(stranger)
                .get(shadow + "/history")
                .then()
                .statusCode(200)
                .body("items", empty());
        for (var query : List.of("?atVersion=1", "?at=2999-01-01T00:00:00Z", "/diff?from=1&to=1")) {
            given().auth().oauth2(stranger).get(shadow + query).then().statusCode(404);
        }
        given().get(shadow + "/history").then().statusCode(401);
    }

    private List<Instant> times() {
        var times = new ArrayList<Instant>();
        var cursor = Optional.<String>empty();
        do {
            var request = viewer().queryParam("limit", 100);
            cursor.ifPresent(next -> request.queryParam("cursor", next));
            var page = tree(request.get(shadow + "/history"));
            page.get("items").forEach(item -> times.add(Instant.parse(item.get("at").asText())));
            cursor =
                    Optional.of(page.path("nextCursor").asText("")).filter(next -> !next.isEmpty());
        } while (cursor.filter(next -> !next.equals("null")).isPresent());
        return times;
    }

    /** Sections are always mentioned, so that the model has them, too. */
    private static ObjectNode patch(Random random, int k) {
        var patch = JSON.createObjectNode();
        for (var section : List.of("desired", "reported", "tags")) {
            var members = patch.putObject(section);
            IntStream.range(0, random.nextInt(3)).forEach(_ -> member(members, random, k, 2));
        }
        return patch;
    }

    private static void member(ObjectNode members, Random random, int k, int depth) {
        var name = "m" + random.nextInt(4);
        switch (random.nextInt(depth > 0 ? 5 : 4)) {
            case 0 -> members.putNull(name);
            case 1 -> members.put(name, k);
            case 2 -> members.put(name, "é" + k);
            case 3 -> members.putArray(name).add(k).add("x");
            default -> {
                var inner = members.putObject(name);
                inner.put("k", k);
                member(inner, random, k, depth - 1);
            }
        }
    }

    /** RFC 7396, word by word. */
    private static ObjectNode merged(ObjectNode target, ObjectNode patch) {
        patch.properties()
                .forEach(member -> {
                    var value = member.getValue();
                    if (value.isNull()) {
                        target.remove(member.getKey());
                    } else if (value instanceof ObjectNode inner) {
                        var there = target.get(member.getKey());
                        var into = there instanceof ObjectNode o ? o : JSON.createObjectNode();
                        target.set(member.getKey(), merged(into, inner));
                    } else {
                        target.set(member.getKey(), value);
                    }
                });
        return target;
    }

    private Command report(ObjectNode patch) {
        var key =
                new ShadowKey(
                        new TenantId("default"), new DeviceId(device), new ShadowName("default"));
        return new Command.Alter(
                key,
                StoredShadow.write(patch.toString(), Timing.ALWAYS),
                Expectation.NONE,
                new Origin.Device(),
                Optional.empty());
    }

    private Instant updatedAt() {
        return Instant.parse(viewer().get(shadow).path("updatedAt"));
    }

    private ValidatableResponse at(Instant time) {
        return viewer().queryParam("at", time.toString()).get(shadow).then();
    }

    private void wish(String patch) {
        merge(patch).patch(shadow).then().statusCode(200);
    }

    private ValidatableResponse rollback(String body) {
        return operator()
                .contentType(ContentType.JSON)
                .body(body)
                .post(shadow + "/rollback")
                .then();
    }

    private static RequestSpecification merge(String body) {
        var plain =
                RestAssured.config()
                        .encoderConfig(
                                EncoderConfig.encoderConfig()
                                        .encodeContentTypeAs(
                                                "application/merge-patch+json", ContentType.TEXT));
        return operator().config(plain).contentType("application/merge-patch+json").body(body);
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestTokens.of("operator"));
    }

    private static RequestSpecification viewer() {
        return given().auth().oauth2(TestTokens.of("viewer"));
    }

    private static JsonNode tree(Response response) {
        try {
            return JSON.readTree(response.then().statusCode(200).extract().asString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
