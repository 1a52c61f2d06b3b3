// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
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
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shadows out of a file. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class ShadowImportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SHADOW = "/api/v1/devices/{id}/shadows/{name}";

    @Inject Pool pool;

    private final String prefix = "i" + UUID.randomUUID() + "-";
    private final String operator = TestTokens.of("operator");

    @Test
    void case71ExportWipeAndImportWithReplaceGiveTheSameBytesAgain() {
        for (int i = 0; i < 230; i++) {
            put(prefix + "many-%03d".formatted(i), "default", "{\"desired\":{\"n\":" + i + "}}");
        }
        var rich = prefix + "rich";
        put(rich, "default", "{\"desired\":{\"z\":1.0,\"a\":[1,{\"b\":2}],\"o\":{},\"e\":[]}}");
        put(rich, "default", "{\"tags\":{\"ort\":\"K\u00f6ln \u2028\\u0000\"}}");
        merge(rich, "default", "{\"desired\":{\"z\":null,\"a\":[1.50],\"big\":1e3}}");
        put(rich, "other", "{\"desired\":{\"late\":true}}", "ttl", "PT9H");
        put(rich, "planned", "{\"desired\":{\"x\":1}}", "notBefore", "2090-01-01T00:00:00Z");
        policy(rich, "other");
        delete(rich, "planned");
        put(rich, "planned", "{\"desired\":{\"again\":1}}");
        put(rich, "gone", "{\"desired\":{\"x\":1}}");
        delete(rich, "gone");
        try (var device = TestDevice.connect(prefix + "speaking")) {
            device.send(
                    "update",
                    "{\"state\":{\"reported\":{\"t\":21.50,\"in\":{\"x\":null,\"y\":1}}},\"seq\":7}");
            device.expect("update/accepted");
        }
        var before = export();

        wipe();
        assertThat(export()).isEmpty();
        take("replace", before)
                .body("created", equalTo(235))
                .body("failed", equalTo(0))
                .body("errors", hasSize(0));

        assertThat(export()).isEqualTo(before);
        take("replace", before).body("skipped", equalTo(235)).body("replaced", equalTo(0));
        assertThat(export()).as("a file may come again").isEqualTo(before);
    }

    @Test
    void whatWasImportedGoesOnAsAnyShadow() {
        var id = prefix + "1";
        put(id, "default", "{\"desired\":{\"a\":1}}");
        merge(id, "default", "{\"desired\":{\"a\":2}}");
        var saved = export();
        wipe();

        take("replace", saved).body("created", equalTo(1));
        merge(id, "default", "{\"desired\":{\"a\":3}}");

        shadow(id).body("version", equalTo(3)).body("desired.a", equalTo(3));
        operator()
                .get(SHADOW + "/history", id, "default")
                .then()
                .body("items.version", contains(3, 2))
                .body("items.change", contains("changed", "created"));
    }

    @Test
    void noVersionGoesBackWhereThereIsAShadow() {
        var id = prefix + "1";
        put(id, "default", "{\"desired\":{\"a\":1}}");
        var saved = export();
        merge(id, "default", "{\"desired\":{\"a\":2,\"b\":2}}");
        merge(id, "default", "{\"desired\":{\"a\":3}}");

        try (var device = TestDevice.connect(id)) {
            take("replace", saved).body("replaced", equalTo(1));

            var delta = device.expect("delta").toString();
            assertThat(delta).contains("\"version\":4", "\"desiredVersion\":4", "\"/b\"");
        }
        shadow(id)
                .body("version", equalTo(4))
                .body("desired.a", equalTo(1))
                .body("desired.b", nullValue());
        take("replace", saved.replace("\"version\":1,", "\"version\":90,"))
                .body("replaced", equalTo(1));
        shadow(id).body("version", equalTo(90));
        operator()
                .queryParam("atVersion", 90)
                .get(SHADOW, id, "default")
                .then()
                .statusCode(200)
                .body("desired.a", equalTo(1));
        operator().queryParam("atVersion", 4).get(SHADOW, id, "default").then().statusCode(200);
    }

    @Test
    void aLineOfADeletedShadowDeletesItWithReplaceOnly() {
        var id = prefix + "1";
        put(id, "default", "{\"desired\":{\"a\":1}}");
        var line =
                "{\"deviceId\":\"" + id + "\",\"name\":\"default\",\"version\":9,\"deleted\":true}";

        take("upsert", line).body("skipped", equalTo(1));
        shadow(id).body("version", equalTo(1));
        take("replace", line).body("replaced", equalTo(1));

        shadow(id, 404);
        put(id, "default", "{\"desired\":{\"a\":1}}");
        shadow(id).body("version", equalTo(10));
    }

    @Test
    void upsertSetsTheSectionsOfTheLineAndSkipMakesOnlyWhatIsNotThere() {
        put(prefix + "1", "default", "{\"desired\":{\"a\":1,\"b\":1},\"tags\":{\"t\":1}}");
        var lines =
                line(prefix + "1", "\"desired\":{\"a\":2},\"reported\":{\"r\":1.0}")
                        + line(prefix + "2", "\"desired\":{\"a\":2}");

        take("skip", lines).body("skipped", equalTo(1)).body("created", equalTo(1));
        shadow(prefix + "1").body("version", equalTo(1));
        take("upsert", lines).body("skipped", equalTo(1)).body("updated", equalTo(1));

        shadow(prefix + "1")
                .body("version", equalTo(2))
                .body("desired.a", equalTo(2))
                .body("desired.b", nullValue())
                .body("reported.r", equalTo(1.0f))
                .body("tags.t", equalTo(1));
        take("upsert", lines).body("skipped", equalTo(2)).body("read", equalTo(2));
    }

    @Test
    void aBadLineIsToldAndTheOthersGoOn() {
        var bad =
                IntStream.range(0, 120)
                        .mapToObj(i -> "{\"deviceId\":\"%\",\"name\":\"n\"}\n")
                        .collect(Collectors.joining());
        var lines =
                "\n"
                        + line(prefix + "1", "\"desired\":{\"a\":1}")
                        + "no JSON\n"
                        + line(prefix + "2", "\"desired\":{\"a\":[null]}")
                        + line(prefix + "2", "\"desired\":{\"a\":\"" + "x".repeat(70_000) + "\"}")
                        + line(prefix + "2", "\"desired\":7")
                        + bad
                        + line(prefix + "3", "\"desired\":{\"a\":1}").strip();

        take("upsert", lines)
                .body("read", equalTo(126))
                .body("created", equalTo(2))
                .body("failed", equalTo(124))
                .body("errors", hasSize(100))
                .body("errors[0].line", equalTo(3))
                .body("errors[0].code", equalTo("INVALID_JSON"))
                .body("errors[1].code", equalTo("NULL_IN_ARRAY"))
                .body("errors[2].code", equalTo("TOO_LARGE"))
                .body("errors[3].code", equalTo("INVALID_STATE"))
                .body("errors[4].line", equalTo(7));

        shadow(prefix + "1").body("version", equalTo(1));
        shadow(prefix + "2", 404);
        shadow(prefix + "3").body("version", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"version\":0",
                "\"version\":1.5",
                "\"version\":9007199254740992",
                "\"version\":\"1\"",
                "\"version\":1,\"createdAt\":\"yesterday\"",
                "\"version\":1,\"desired\":{\"a\":null}",
                "\"version\":1,\"desired\":null",
                "\"version\":1,\"ledger\":7",
                "\"version\":1,\"ledger\":{\"policy\":\"mine\"}",
                "\"version\":1,\"ledger\":{\"sequence\":-9}",
                "\"version\":1,\"ledger\":{\"ends\":{\"a\":1}}",
                "\"version\":1,\"ledger\":{\"ends\":{\"/a\":99999999999999999}}",
                "\"version\":1,\"ledger\":{\"desiredVersion\":-1}"
            })
    void whatNoExportWritesIsRefused(String members) {
        take("replace", line(prefix + "1", members))
                .body("failed", equalTo(1))
                .body("errors[0].code", equalTo("INVALID_STATE"));

        shadow(prefix + "1", 404);
    }

    @Test
    void aFileMayBeLargerThanOtherRequests() {
        var note = "x".repeat(2_000);
        var lines =
                IntStream.range(0, 1_500)
                        .mapToObj(i -> line(prefix + i, "\"tags\":{\"note\":\"" + note + "\"}"))
                        .collect(Collectors.joining());

        take("skip", lines).body("created", equalTo(1_500)).body("failed", equalTo(0));

        shadow(prefix + "1499").body("tags.note", equalTo(note));
    }

    @Test
    void aDryRunKeepsNothing() {
        put(prefix + "1", "default", "{\"desired\":{\"a\":1}}");
        var lines =
                line(prefix + "1", "\"desired\":{\"a\":2}")
                        + line(prefix + "2", "\"desired\":{\"a\":2}")
                        + "x";

        post("upsert", lines, "dryRun", "true")
                .statusCode(200)
                .body("updated", equalTo(1))
                .body("created", equalTo(1))
                .body("failed", equalTo(1));

        shadow(prefix + "1").body("version", equalTo(1));
        shadow(prefix + "2", 404);
    }

    @Test
    void isForThoseWhoWriteAndIntoTheirTenantOnly() {
        var line = line(prefix + "1", "\"desired\":{\"a\":2}").getBytes(UTF_8);
        given().contentType("application/x-ndjson")
                .body(line)
                .post("/api/v1/shadows/import?mode=upsert")
                .then()
                .statusCode(401);
        as("viewer").body(line).post("/api/v1/shadows/import?mode=upsert").then().statusCode(403);
        as("operator@other")
                .body(line)
                .post("/api/v1/shadows/import?mode=upsert")
                .then()
                .statusCode(200);

        shadow(prefix + "1", 404);
    }

    @Test
    void aModeAndATypeAreNeeded() {
        post("all", "{}").statusCode(400);
        post("upsert", "{}", "dryRun", "yes").statusCode(400);
        as("operator")
                .body("{}".getBytes(UTF_8))
                .post("/api/v1/shadows/import")
                .then()
                .statusCode(400);
        given().auth()
                .oauth2(operator)
                .contentType("text/csv")
                .body("a".getBytes(UTF_8))
                .post("/api/v1/shadows/import?mode=upsert")
                .then()
                .statusCode(415);
    }

    @Test
    void aLargeFileThatIsRefusedIsAnsweredAllTheSame() throws Exception {
        var body = "x".repeat(5_000_000);
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/api/v1/shadows/import?mode=none"
                                                .formatted(RestAssured.port)))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + operator)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();

        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    private ValidatableResponse take(String mode, String lines) {
        return post(mode, lines).statusCode(200);
    }

    private ValidatableResponse post(String mode, String lines, Object... parameters) {
        var request = as("operator").queryParam("mode", mode).body(lines.getBytes(UTF_8));
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i].toString(), parameters[i + 1]);
        }
        return request.post("/api/v1/shadows/import").then();
    }

    private RequestSpecification as(String user) {
        var encoder =
                EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(
                                "application/x-ndjson", io.restassured.http.ContentType.TEXT);
        return given().config(RestAssured.config().encoderConfig(encoder))
                .auth()
                .oauth2(TestTokens.of(user))
                .contentType("application/x-ndjson");
    }

    private RequestSpecification operator() {
        return given().auth().oauth2(operator);
    }

    private static String line(String device, String members) {
        return """
        {"deviceId":"%s","name":"default","createdAt":"2026-01-01T00:00:00Z",\
        "updatedAt":"2026-01-01T00:00:00Z",%s}
        """
                .formatted(device, members);
    }

    private String export() {
        return operator()
                .queryParam("devicePrefix", prefix)
                .queryParam("deleted", "true")
                .get("/api/v1/shadows/export")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private void wipe() {
        for (var table : new String[] {"shadow", "shadow_version"}) {
            pool.preparedQuery("DELETE FROM " + table + " WHERE device_id LIKE $1")
                    .execute(Tuple.of(prefix + "%"))
                    .await()
                    .atMost(PATIENCE);
        }
    }

    private ValidatableResponse shadow(String device) {
        return shadow(device, 200);
    }

    private ValidatableResponse shadow(String device, int status) {
        return operator().get(SHADOW, device, "default").then().statusCode(status);
    }

    private void put(String device, String name, String sections, Object... parameters) {
        var request = operator().contentType("application/json").body(sections);
        if (parameters.length > 0) {
            request.queryParam(parameters[0].toString(), parameters[1]);
        }
        request.put(SHADOW, device, name).then().statusCode(200);
    }

    private void merge(String device, String name, String patch) {
        operator()
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(SHADOW, device, name)
                .then()
                .statusCode(200);
    }

    private void policy(String device, String name) {
        operator()
                .contentType("application/json")
                .body("{\"policy\":\"device-wins\"}")
                .put(SHADOW + "/conflict-policy", device, name)
                .then()
                .statusCode(200);
    }

    private void delete(String device, String name) {
        operator().delete(SHADOW, device, name).then().statusCode(204);
    }
}
