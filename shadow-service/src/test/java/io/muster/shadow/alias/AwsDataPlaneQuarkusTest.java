// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.muster.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ConflictException;
import software.amazon.awssdk.services.iotdataplane.model.InvalidRequestException;
import software.amazon.awssdk.services.iotdataplane.model.IotDataPlaneException;
import software.amazon.awssdk.services.iotdataplane.model.RequestEntityTooLargeException;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iotdataplane.model.UnauthorizedException;

/** AWS's second SDK for Java, as it is, at the data plane. */
@QuarkusTest
@TestProfile(AliasProfile.Embedded.class)
class AwsDataPlaneQuarkusTest {

    private final String thing = "th:ing_" + UUID.randomUUID();

    private static String update(IotDataPlaneClient client, String thing, String body) {
        return client.updateThingShadow(
                        request -> request.thingName(thing).payload(SdkBytes.fromUtf8String(body)))
                .payload()
                .asUtf8String();
    }

    @Test
    void case45AShadowsLife() {
        try (var client = DataPlane.as("operator")) {
            assertThatThrownBy(() -> DataPlane.read(client, thing))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("No shadow exists with name: '" + thing + "'");
            assertThat(
                            update(
                                    client,
                                    thing,
                                    "{\"state\":{\"desired\":{\"a\":1.50}},\"clientToken\":\"t\"}"))
                    .startsWith("{\"state\":{\"desired\":{\"a\":1.50}},\"metadata\":")
                    .endsWith("\"clientToken\":\"t\"}");
            assertThat(DataPlane.read(client, thing).get("state").toString())
                    .isEqualTo("{\"desired\":{\"a\":1.5},\"delta\":{\"a\":1.5}}");
            assertThatThrownBy(() -> update(client, thing, "{\"state\":{},\"version\":7}"))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("Version conflict");
            var deleted = client.deleteThingShadow(request -> request.thingName(thing));
            assertThat(deleted.payload().asUtf8String())
                    .startsWith("{\"version\":1,\"timestamp\":");
            assertThatThrownBy(() -> client.deleteThingShadow(request -> request.thingName(thing)))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void case45NamedShadowsAreListed() {
        try (var client = DataPlane.as("operator")) {
            for (var name : new String[] {"b", "a", "c"}) {
                client.updateThingShadow(request ->
                        request.thingName(thing)
                                .shadowName(name)
                                .payload(SdkBytes.fromUtf8String("{\"state\":{}}")));
            }
            update(client, thing, "{\"state\":{}}");

            var first =
                    client.listNamedShadowsForThing(
                            request -> request.thingName(thing).pageSize(2));
            var second =
                    client.listNamedShadowsForThing(request ->
                            request.thingName(thing).pageSize(2).nextToken(first.nextToken()));

            assertThat(first.results()).containsExactly("a", "b");
            assertThat(second.results()).containsExactly("c");
            assertThat(second.nextToken()).isNull();
            assertThat(first.timestamp()).isPositive();
        }
    }

    @Test
    void case45RefusalsHaveTheirNames() {
        try (var client = DataPlane.as("operator");
                var viewer = DataPlane.as("viewer");
                var stranger = DataPlane.withToken("no-token")) {
            assertThatThrownBy(() -> update(client, thing, "{"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Invalid JSON");
            assertThatThrownBy(() -> update(client, "not a thing", "{\"state\":{}}"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Invalid request");
            var large = "{\"state\":{\"reported\":\"%s\"}}".formatted("x".repeat(200_000));
            assertThatThrownBy(() -> update(client, thing, large))
                    .isInstanceOf(RequestEntityTooLargeException.class);
            assertThatThrownBy(() -> update(viewer, thing, "{\"state\":{}}"))
                    .isInstanceOfSatisfying(
                            IotDataPlaneException.class,
                            e ->
                                    assertThat(e.awsErrorDetails().errorCode())
                                            .isEqualTo("ForbiddenException"));
            assertThatThrownBy(() -> update(stranger, thing, "{\"state\":{}}"))
                    .isInstanceOf(UnauthorizedException.class);
        }
    }

    @Test
    void aBearerTokenWillDo() {
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .body("{\"state\":{\"reported\":{\"a\":1}}}")
                .post("/things/{thing}/shadow", thing)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("version", equalTo(1));
        given().auth()
                .oauth2(TestTokens.of("operator@other"))
                .get("/things/{thing}/shadow", thing)
                .then()
                .statusCode(404);
    }

    @Test
    void whatUsersDoIsAudited() {
        DataPlane.update(thing, "{\"state\":{}}");
        try (var client = DataPlane.as("operator")) {
            client.deleteThingShadow(request -> request.thingName(thing));
        }

        given().auth()
                .oauth2(TestTokens.of("auditor"))
                .get("/api/v1/audit")
                .then()
                .statusCode(200)
                .body(
                        "items.findAll { it.target == '" + thing + "/default' }.action",
                        contains("shadow.delete", "shadow.update"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, InvalidRequestException, Invalid request",
        "default, 400, InvalidRequestException, Invalid request",
        "none, 404, ResourceNotFoundException, No shadow exists with name: 'none'",
    })
    void namesAreLookedAt(String name, int code, String type, String message) {
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .queryParam("name", name)
                .get("/things/{thing}/shadow", thing)
                .then()
                .statusCode(code)
                .contentType("application/json")
                .header("x-amzn-errortype", type)
                .body("code", equalTo(code))
                .body("message", equalTo(message));
    }

    @Test
    void anotherMethodIsNotAllowed() {
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .put("/things/{thing}/shadow", thing)
                .then()
                .statusCode(405)
                .header("x-amzn-errortype", "MethodNotAllowedException")
                .body("code", equalTo(405));
    }

    @Test
    void whoShowsNothingIsUnauthorized() {
        given().get("/things/{thing}/shadow", thing)
                .then()
                .statusCode(401)
                .header("x-amzn-errortype", "UnauthorizedException")
                .body("code", equalTo(401));
    }
}
