// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.revocation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.acl.HiveMqBroker;
import io.muster.acl.Neighbours;
import io.muster.acl.TestAuthority.Issued;
import io.muster.acl.World;
import io.muster.testkit.OidcResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 19 of the pitfalls, over HTTP: a revocation is in force with its answer, kick included. */
@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class Row19RevocationQuarkusTest {

    private static final String PATH = "/api/v1/revocations";

    @BeforeAll
    static void world() {
        World.begin();
    }

    private static String allowedAs(String device, String session) {
        return HiveMqBroker.publish(device, session, "d/default/" + device + "/heartbeat")
                .getFirst();
    }

    private static Response revoke(String user, Map<String, Object> order) {
        return given().auth()
                .oauth2(TestTokens.of(user))
                .contentType("application/json")
                .body(order)
                .post(PATH);
    }

    @ParameterizedTest
    @CsvSource({"subject", "cert_serial", "client_id", "session"})
    void whatIsRevokedIsDeniedAtOnceAndItsSessionEnds(String type) {
        var name = "rev-" + type.replace('_', '-');
        var device = World.enrolled(name);
        var session = HiveMqBroker.session(HiveMqBroker.connect(name, device));
        assertThat(allowedAs(name, session)).isEqualTo("allow");
        World.asked();

        var began = System.nanoTime();
        var id =
                revoke("security-admin", Map.of("type", type, "value", value(type, name, device)))
                        .then()
                        .statusCode(201)
                        .body("type", equalTo(type))
                        .extract()
                        .<String>path("id");

        assertThat(allowedAs(name, session)).isEqualTo("deny");
        World.awaitDisconnect(name);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        var again = type.equals("session") ? "allow" : "deny";
        HiveMqBroker.connect(name, device).then().body("decision", equalTo(again));

        takeBack("security-admin", id).then().statusCode(204);
        HiveMqBroker.connect(name, device).then().body("decision", equalTo("allow"));
    }

    private static String value(String type, String name, Issued device) {
        return switch (type) {
            case "subject" -> "cert:default/" + name;
            case "cert_serial" -> device.certificate().getSerialNumber().toString(16);
            case "client_id" -> name;
            default ->
                    given().auth()
                            .oauth2(TestTokens.of("security-admin"))
                            .queryParam("clientId", name)
                            .get("/api/v1/sessions")
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("items[0].id");
        };
    }

    private static Response takeBack(String user, String id) {
        return given().auth().oauth2(TestTokens.of(user)).delete(PATH + "/" + id);
    }

    @Test
    void case35ASuspendedDeviceIsThrownOutAndComesBackWithItsCertificateWhenResumed() {
        var device = World.enrolled("suspended-1");
        var session = HiveMqBroker.session(HiveMqBroker.connect("suspended-1", device));
        assertThat(allowedAs("suspended-1", session)).isEqualTo("allow");

        World.changed("suspended-1", "SUSPENDED");

        assertThat(allowedAs("suspended-1", session)).isEqualTo("deny");
        World.awaitDisconnect("suspended-1");
        HiveMqBroker.connect("suspended-1", device).then().body("decision", equalTo("deny"));

        World.changed("suspended-1", "ACTIVE");

        HiveMqBroker.connect("suspended-1", device).then().body("decision", equalTo("allow"));
    }

    @Test
    void aSessionCanBeEndedAndItsClientComesBack() {
        var device = World.enrolled("ended-1");
        var session = HiveMqBroker.session(HiveMqBroker.connect("ended-1", device));

        end("viewer", "ended-1").then().statusCode(403);
        end("security-admin", "nobody").then().statusCode(404);
        end("security-admin", "ended-1").then().statusCode(204);

        assertThat(allowedAs("ended-1", session)).isEqualTo("deny");
        World.awaitDisconnect("ended-1");
        var next = HiveMqBroker.session(HiveMqBroker.connect("ended-1", device));
        assertThat(allowedAs("ended-1", next)).isEqualTo("allow");
    }

    private static Response end(String user, String clientId) {
        return given().auth()
                .oauth2(TestTokens.of(user))
                .queryParam("clientId", clientId)
                .delete("/api/v1/sessions");
    }

    @Test
    void aClientIdThatWasNeverSeenIsEndedTooWhereOnlyItsTenantIs() {
        revoke("security-admin", Map.of("type", "client_id", "value", "unseen-1"));

        var device = World.enrolled("unseen-1");
        HiveMqBroker.connect("unseen-1", device).then().body("decision", equalTo("deny"));
    }

    @Test
    void onlyTheSecurityAdminOfTheTenantRevokes() {
        var order = Map.<String, Object>of("type", "client_id", "value", "x-1");
        revoke("viewer", order).then().statusCode(403);
        given().contentType("application/json").body(order).post(PATH).then().statusCode(401);
        var id = revoke("security-admin", order).then().extract().<String>path("id");

        takeBack("security-admin@other", id).then().statusCode(404);
        given().auth()
                .oauth2(TestTokens.of("security-admin@other"))
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void theSameAgainChangesNothingAndAnotherEndDoes() {
        var order = Map.<String, Object>of("type", "jti", "value", "again-1");
        var first = revoke("security-admin", order).then().statusCode(201).extract();
        var second = revoke("security-admin", order).then().statusCode(201).extract();
        assertThat(second.asString()).isEqualTo(first.asString());

        var ending =
                Map.<String, Object>of(
                        "type", "jti", "value", "again-1", "until", "2999-01-01T00:00:00Z");
        revoke("security-admin", ending)
                .then()
                .statusCode(201)
                .body("id", equalTo(first.path("id")))
                .body("until", equalTo("2999-01-01T00:00:00Z"))
                .body("by", equalTo(first.path("by")));

        takeBack("security-admin", first.path("id")).then().statusCode(204);
        takeBack("security-admin", first.path("id")).then().statusCode(404);
        takeBack("security-admin", "%00").then().statusCode(404);
    }

    @Test
    void theListIsReadInPages() {
        for (int i = 0; i < 5; i++) {
            revoke("security-admin", Map.of("type", "jti", "value", "page-" + i));
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var request =
                    given().auth().oauth2(TestTokens.of("security-admin")).queryParam("limit", 2);
            var page =
                    (cursor == null ? request : request.queryParam("cursor", cursor))
                            .get(PATH)
                            .then()
                            .statusCode(200)
                            .extract();
            seen.addAll(page.path("items.value"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsSubsequence("page-4", "page-3", "page-2", "page-1", "page-0");
    }

    @ParameterizedTest
    @CsvSource({
        "type, '{\"value\":\"x\"}'",
        "type, '{\"type\":\"device\",\"value\":\"x\"}'",
        "value, '{\"type\":\"jti\"}'",
        "value, '{\"type\":\"jti\",\"value\":\"\"}'",
        "value, '{\"type\":\"jti\",\"value\":\"a\\u0000b\"}'",
        "value, '{\"type\":\"jti\",\"value\":\"\\ud800\"}'",
        "value, '{\"type\":\"cert_serial\",\"value\":\"serial\"}'",
        "reason, '{\"type\":\"jti\",\"value\":\"x\",\"reason\":\"\\u0000\"}'",
        "until, '{\"type\":\"jti\",\"value\":\"x\",\"until\":\"1970-01-01T00:00:00Z\"}'",
        "until, '{\"type\":\"jti\",\"value\":\"x\",\"until\":\"+292000-01-01T00:00:00Z\"}'",
        "until, '{\"type\":\"jti\",\"value\":\"x\",\"until\":\"tomorrow\"}'"
    })
    void whatMakesNoSenseIsPointedAt(String member, String order) {
        given().auth()
                .oauth2(TestTokens.of("security-admin"))
                .contentType("application/json")
                .body(order)
                .post(PATH)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("pointer", equalTo("/" + member));
    }
}
