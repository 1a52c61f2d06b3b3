// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

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
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API has beyond the AWS contract. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class NativeApiTest {

    private static final String MERGE = "application/merge-patch+json";
    private static final String PATCH = "application/json-patch+json";

    private final TestDevice device = TestDevice.connect("dev-" + UUID.randomUUID());
    private final String shadow = "/api/v1/devices/" + device.id() + "/shadows/default";

    @AfterEach
    void disconnect() {
        device.close();
    }

    @Test
    void case47AWriteMayRequireAVersionOrThatThereIsNoneOrACondition() {
        problem(merge("{}").header("If-Match", "*").patch(shadow), 412);
        merge("{\"desired\":{\"a\":1}}")
                .header("If-None-Match", "*")
                .patch(shadow)
                .then()
                .statusCode(200);
        problem(merge("{}").header("If-None-Match", "*").patch(shadow), 412)
                .body("detail", equalTo("The shadow exists already."));
        problem(merge("{}").header("If-None-Match", "\"1\"").patch(shadow), 400);
        problem(merge("{}").header("If-Match", "\"16\"").patch(shadow), 412)
                .body("currentVersion", equalTo(1));
        problem(merge("{}").queryParam("when", "desired.a=gt=1").patch(shadow), 412);
        merge("{\"desired\":{\"a\":2}}")
                .queryParam("when", "desired.a==1 and reported.fw=exists=false;version=le=1")
                .patch(shadow)
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        problem(merge("{}").queryParam("when", "a==1").patch(shadow), 400)
                .body("type", equalTo("urn:muster:problem:invalid-filter"));
    }

    @Test
    void case48AJsonPatchIsAppliedWholeOrNotAtAll() {
        patch("[{\"op\":\"add\",\"path\":\"/desired/a\",\"value\":1.0}]").statusCode(200);

        problem(
                        patchOf(
                                        "[{\"op\":\"add\",\"path\":\"/desired/b\",\"value\":1},"
                                                + "{\"op\":\"test\",\"path\":\"/desired/a\",\"value\":2}]")
                                .patch(shadow),
                        412)
                .body("errorCode", equalTo("PRECONDITION_FAILED"));
        problem(patchOf("{\"op\":\"add\"}").patch(shadow), 400)
                .body("errorCode", equalTo("INVALID_PATCH"));

        read().body("version", equalTo(1)).body("desired.b", nullValue());
    }

    @Test
    void case49WhatAReplacementLeavesOutIsDeletedAtTheDevice() {
        merge("{\"desired\":{\"a\":1,\"b\":2}}").patch(shadow).then().statusCode(200);
        device.expect("delta");

        json("{\"desired\":{\"a\":1}}").put(shadow).then().statusCode(200);

        var delta = device.expect("delta");
        assertThat(delta.get("delete").toString()).isEqualTo("[\"/b\"]");
        assertThat(delta.get("patch").toString()).isEqualTo("{\"a\":1,\"b\":null}");
    }

    @Test
    void case50ADryRunShowsAllAndKeepsNothing() {
        merge("{\"desired\":{\"a\":1}}").patch(shadow).then().statusCode(200);
        device.expect("delta");

        merge("{\"desired\":{\"b\":\"xx\"}}")
                .queryParam("dryRun", true)
                .patch(shadow)
                .then()
                .statusCode(200)
                .body("shadow.version", equalTo(2))
                .body("shadow.delta.b", equalTo("xx"))
                .body("patch.a", equalTo(1))
                .body("bytes", equalTo("{\"a\":1,\"b\":\"xx\"}".length()))
                .body("bySubtree[0].place", equalTo("/desired/b"));
        problem(
                merge("{}").queryParam("dryRun", true).header("If-Match", "\"7\"").patch(shadow),
                412);

        operator().queryParam("dryRun", true).delete(shadow).then().statusCode(204);

        read().body("version", equalTo(1)).body("desired.b", nullValue());
        device.expectNothing();
    }

    @Test
    void case51AMemberEndsWithItsTime() {
        merge("{\"desired\":{\"a\":1,\"b\":2}}").patch(shadow).then().statusCode(200);
        merge("{\"desired\":{\"a\":3}}")
                .queryParam("ttl", "PT2S")
                .patch(shadow)
                .then()
                .statusCode(200)
                .body("desired.a", equalTo(3));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> read().body("version", equalTo(3)));

        read().body("desired.a", nullValue()).body("desired.b", equalTo(2));
    }

    @Test
    void case51AMemberBeginsAtItsTime() {
        var soon = Instant.now().plusSeconds(1).toString();
        merge("{\"desired\":{\"a\":1}}")
                .queryParam("notBefore", soon)
                .patch(shadow)
                .then()
                .statusCode(200)
                .body("desired.a", nullValue());

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> read().body("desired.a", equalTo(1)));
        assertThat(device.expect("delta").get("set").get("a").asInt()).isEqualTo(1);
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        for (var ttl : new String[] {"1h", "PT0S", "-PT1H", "PT9999999999999999999H"}) {
            problem(merge("{}").queryParam("ttl", ttl).patch(shadow), 400);
        }
        problem(merge("{}").queryParam("notBefore", "tomorrow").patch(shadow), 400);
        problem(merge("{}").queryParam("notBefore", "+999999-01-01T00:00:00Z").patch(shadow), 400);
    }

    @Test
    void case52AWriteWithoutATimeStays() {
        merge("{\"desired\":{\"a\":1}}").queryParam("ttl", "PT1H").patch(shadow);
        viewer().get(shadow + "?fields=metadata").then().body("metadata.exp.size()", equalTo(1));

        merge("{\"desired\":{\"a\":1}}").patch(shadow).then().statusCode(200);

        viewer().get(shadow + "?fields=metadata").then().body("metadata.exp", nullValue());
    }

    @Test
    void case54AFailureIsVisible() {
        merge("{\"desired\":{\"a\":1}}")
                .patch(shadow)
                .then()
                .body("sync.state", equalTo("pending"));
        var version = device.expect("delta").get("desiredVersion");
        device.send("ack", "{\"desiredVersion\":" + version + ",\"status\":\"rejected\"}");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        read().body("sync.state", equalTo("failed"))
                                .body("sync.failure", equalTo("rejected"))
                                .body("sync.deliveredVersion", equalTo(1)));
        viewer().get("/api/v1/devices/" + device.id() + "/shadows")
                .then()
                .body("items.sync", contains("failed"))
                .body("items.desiredVersion", contains(1));
        merge("{}").queryParam("when", "sync.state==failed").patch(shadow).then().statusCode(200);
    }

    @Test
    void case56ARequestWithAKeyIsCarriedOutOnce() {
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            merge("{\"desired\":{\"a\":1}}")
                    .header("Idempotency-Key", key)
                    .patch(shadow)
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(1));
        }
        problem(merge("{\"desired\":{\"a\":2}}").header("Idempotency-Key", key).patch(shadow), 422)
                .body("errorCode", equalTo("IDEMPOTENCY_MISMATCH"));
        problem(merge("{}").header("Idempotency-Key", "a b").patch(shadow), 400);
        operator().header("Idempotency-Key", "del").delete(shadow).then().statusCode(204);
        operator().header("Idempotency-Key", "del").delete(shadow).then().statusCode(204);
    }

    @Test
    void case58AMetWishIsClearedInTheSameVersion() {
        merge("{\"desired\":{\"a\":1}}").patch(shadow);
        device.expect("delta");
        policy("clear-on-applied").statusCode(200).body("version", equalTo(1));

        device.send("update", "{\"state\":{\"reported\":{\"a\":1}}}");

        assertThat(device.expect("update/accepted").get("version").asInt()).isEqualTo(2);
        read().body("desired.a", nullValue()).body("version", equalTo(2));
    }

    @Test
    void aPolicyMayAskEveryWriterForTheVersion() {
        problem(json("{\"policy\":\"reject\"}").put(shadow + "/conflict-policy"), 404);
        merge("{\"desired\":{\"a\":1}}").patch(shadow);
        policy("reject").statusCode(200);
        problem(json("{\"policy\":\"mine\"}").put(shadow + "/conflict-policy"), 400);

        problem(merge("{\"tags\":{\"a\":1}}").patch(shadow), 428);
        merge("{\"tags\":{\"a\":1}}")
                .header("If-Match", "\"1\"")
                .patch(shadow)
                .then()
                .statusCode(200);
    }

    @Test
    void case61UsersDoNotWriteWhatIsReported() {
        problem(
                        merge("{\"desired\":{\"x\":1},\"reported\":{\"a\":{\"b\":1},\"c\":2}}")
                                .patch(shadow),
                        403)
                .body("errorCode", equalTo("FORBIDDEN_PATH"))
                .body("paths", contains("/reported/a/b", "/reported/c"));
        problem(merge("{\"reported\":{}}").patch(shadow), 403);
        problem(json("{\"reported\":{}}").put(shadow), 403);
        problem(patchOf("[{\"op\":\"remove\",\"path\":\"/reported/a\"}]").patch(shadow), 403);
        problem(patchOf("[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]").patch(shadow), 403);
        problem(merge("null").patch(shadow), 400);

        viewer().get(shadow).then().statusCode(404);
    }

    @Test
    void tagsAreNeverSentToTheDevice() {
        merge("{\"tags\":{\"site\":\"berlin\"}}").patch(shadow).then().statusCode(200);

        read().body("tags.site", equalTo("berlin"));
        device.send("get", "");
        assertThat(device.expect("get/accepted").toString()).doesNotContain("berlin");
        device.expectNothing();
    }

    @Test
    void placesAreAddressedByTheirPointer() {
        var desired = shadow + "/desired";
        json("1.50").put(desired + "/motor/speed").then().statusCode(200);
        json("[1,2]").put(desired + "/list").then().statusCode(200);
        json("3").put(desired + "/list/1").then().statusCode(200);
        merge("{\"speed\":null,\"on\":true}").patch(desired + "/motor").then().statusCode(200);
        json("true").put(desired + "/a~1b").then().statusCode(200);

        assertThat(read().extract().asString())
                .contains("\"desired\":{\"motor\":{\"on\":true},\"list\":[1,3],\"a/b\":true}");
        operator()
                .delete(desired + "/list/0")
                .then()
                .statusCode(200)
                .body("desired.list", hasSize(1));
        problem(operator().delete(desired + "/gone"), 404)
                .body("errorCode", equalTo("MEMBER_NOT_FOUND"));
        problem(json("null").put(desired + "/list"), 400);
        json("{\"only\":1}")
                .put(desired)
                .then()
                .body("desired.only", equalTo(1))
                .body("desired.size()", equalTo(1));
        operator().delete(desired).then().statusCode(200).body("desired.size()", equalTo(0));
        problem(operator().delete(desired), 404);
    }

    /** What was meant as a dry run, or for one state only, must never be carried out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dryRun=",
                "dryRun",
                "dryRun=1",
                "dryRun=false&dryRun=true",
                "when=",
                "ttl=",
                "notBefore="
            })
    void anOptionThatIsNotClearIsRefused(String options) {
        var unclear = merge("{\"desired\":{\"a\":1}}").urlEncodingEnabled(false);

        problem(unclear.patch(shadow + "?" + options), 400);

        problem(viewer().get(shadow), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-None-Match", "Idempotency-Key"})
    void aHeaderThatIsEmptyIsRefused(String header) {
        problem(merge("{\"desired\":{\"a\":1}}").header(header, "").patch(shadow), 400);

        problem(viewer().get(shadow), 404);
    }

    @Test
    void aReaderMayAskForOnePlace() {
        merge("{\"desired\":{\"cfg\":{\"n\":1.00}},\"tags\":{\"t\":true}}").patch(shadow);

        assertThat(viewer().get(shadow + "?path=/desired/cfg").asString())
                .isEqualTo("{\"n\":1.00}");
        assertThat(viewer().get(shadow + "?path=/delta/cfg/n").asString()).isEqualTo("1.00");
        assertThat(viewer().get(shadow + "?path=/tags/t").asString()).isEqualTo("true");
        problem(viewer().get(shadow + "?path=/desired/none"), 404);
        problem(viewer().get(shadow + "?path=desired"), 400);
    }

    @Test
    void whoWantsNothingBackGetsNothingBack() {
        merge("{\"desired\":{\"a\":1}}")
                .header("Prefer", "respond-async, return=minimal")
                .patch(shadow)
                .then()
                .statusCode(204)
                .header("ETag", "\"1\"")
                .header("Preference-Applied", "return=minimal");
    }

    @Test
    void whatIsTooLargeIsNamed() {
        merge("{\"desired\":{\"big\":\"" + "x".repeat(60_000) + "\"}}").patch(shadow);

        problem(merge("{\"desired\":{\"more\":\"" + "x".repeat(6_000) + "\"}}").patch(shadow), 413)
                .body("bySubtree[0].place", equalTo("/desired/big"))
                .body("bySubtree[1].bytes", equalTo(6_009));
    }

    private ValidatableResponse policy(String word) {
        return json("{\"policy\":\"" + word + "\"}").put(shadow + "/conflict-policy").then();
    }

    private ValidatableResponse read() {
        return viewer().get(shadow).then().statusCode(200);
    }

    private ValidatableResponse patch(String body) {
        return patchOf(body).patch(shadow).then();
    }

    private static RequestSpecification merge(String body) {
        return operator().contentType(MERGE).body(body);
    }

    private static RequestSpecification patchOf(String body) {
        return operator().contentType(PATCH).body(body);
    }

    private static RequestSpecification json(String body) {
        return operator().contentType(ContentType.JSON).body(body);
    }

    private static ValidatableResponse problem(Response response, int status) {
        return response.then().statusCode(status).contentType("application/problem+json");
    }

    private static RequestSpecification operator() {
        return as("operator");
    }

    private static RequestSpecification viewer() {
        return as("viewer");
    }

    private static RequestSpecification as(String user) {
        var plain =
                EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(MERGE, ContentType.TEXT)
                        .encodeContentTypeAs(PATCH, ContentType.TEXT);
        return given().config(RestAssured.config().encoderConfig(plain))
                .urlEncodingEnabled(true)
                .auth()
                .oauth2(TestTokens.of(user));
    }
}
