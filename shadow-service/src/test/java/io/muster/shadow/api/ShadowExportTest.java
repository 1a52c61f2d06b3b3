// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All shadows as a file. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class ShadowExportTest {

    private final String prefix = "x" + UUID.randomUUID() + "-";

    @Test
    void hasEveryShadowOnceInOrderOverSeveralPages() {
        var ids = IntStream.range(0, 120).mapToObj("%03d"::formatted).map(prefix::concat).toList();
        ids.reversed().forEach(id -> put(id, "default", "{\"desired\":{\"a\":1.0}}"));
        put(ids.get(7), "a", "{\"tags\":{\"t\":1}}");

        var lines = export("operator", prefix);

        assertThat(lines).hasSize(121).doesNotHaveDuplicates().isSorted();
        assertThat(lines.get(7)).contains("\"name\":\"a\"").contains("\"tags\":{\"t\":1}");
        assertThat(lines.getFirst())
                .startsWith("{\"deviceId\":\"" + ids.getFirst() + "\",\"name\":\"default\"")
                .contains("\"version\":1", "\"desired\":{\"a\":1.0}", "\"by\":\"user:operator\"")
                .doesNotContain("delta", "sync", "presence");
    }

    @Test
    void leavesOutWhatWasDeletedAndOtherDevicesAndTenants() {
        put(prefix + "1", "default", "{\"desired\":{\"a\":1}}");
        put(prefix + "2", "default", "{\"desired\":{\"a\":1}}");
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .delete("/api/v1/devices/{id}/shadows/default", prefix + "1")
                .then()
                .statusCode(204);

        assertThat(export("operator", prefix)).hasSize(1);
        assertThat(export("operator", prefix + "2")).hasSize(1);
        assertThat(export("operator", prefix + "1")).isEmpty();
        assertThat(export("operator@other", prefix)).isEmpty();
    }

    @Test
    void isForThoseWhoWrite() {
        ask("viewer", prefix).then().statusCode(403);
        given().get("/api/v1/shadows/export").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a b", "-", "\u00e9", "a\u0000"})
    void aPrefixOfNoDeviceIs400(String malformed) {
        ask("operator", malformed).then().statusCode(400);
    }

    private static List<String> export(String user, String devices) {
        var body = ask(user, devices).then().statusCode(200).extract().asString();
        return body.lines().filter(line -> !line.isEmpty()).toList();
    }

    private static Response ask(String user, String devices) {
        return given().auth()
                .oauth2(TestTokens.of(user))
                .queryParam("devicePrefix", devices)
                .get("/api/v1/shadows/export");
    }

    private static void put(String device, String name, String sections) {
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .contentType("application/json")
                .body(sections)
                .put("/api/v1/devices/{id}/shadows/{name}", device, name)
                .then()
                .statusCode(200);
    }
}
