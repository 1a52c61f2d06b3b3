// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.snapshot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.registry.Api;
import io.muster.registry.Claims;
import io.muster.registry.Est;
import io.muster.registry.EventTap;
import io.muster.registry.TestCsr;
import io.muster.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SnapshotQuarkusTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void itHoldsEverythingInOrderAndSaysWhenItIsWhole() {
        var device = Api.newDevice();
        Est.certificate(Est.enroll(device, Api.secret(device), TestCsr.of(device).der()));
        Api.as("operator")
                .body(Map.of("type", "token"))
                .post("/api/v1/devices/" + device + "/credentials")
                .then()
                .statusCode(201);
        var path = inGroup(device);

        var claim = Claims.any();

        var lines = snapshot();

        assertThat(lines.stream().map(line -> line.path("kind").asText()).distinct())
                .containsExactly(
                        "head", "issuer", "device", "certificate", "claim", "credential", "end");
        assertThat(of(lines, "claim"))
                .anySatisfy(line -> {
                    assertThat(line.path("claim").asText()).isEqualTo(claim.prefix());
                    assertThat(line.path("status").asText()).isEqualTo("ACTIVE");
                });
        assertThat(lines.getLast().toString()).isEqualTo("{\"kind\":\"end\"}");
        assertThat(of(lines, "issuer").getFirst().path("certificatePem").asText())
                .startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(of(lines, "device"))
                .anySatisfy(line -> {
                    assertThat(line.path("tenant").asText()).isEqualTo("default");
                    assertThat(line.path("device").asText()).isEqualTo(device);
                    assertThat(line.path("state").asText()).isEqualTo("ENROLLED");
                    assertThat(line.path("connected").isBoolean()).isTrue();
                    assertThat(line.path("groups").path(0).asText()).isEqualTo(path);
                });
        assertThat(of(lines, "certificate"))
                .anySatisfy(line -> {
                    assertThat(line.path("device").asText()).isEqualTo(device);
                    assertThat(line.path("status").asText()).isEqualTo("ACTIVE");
                    assertThat(line.path("fingerprint").asText()).hasSize(64);
                    assertThat(line.path("notAfter").asText()).endsWith("Z");
                });
    }

    /** The path of a group that the device is in. */
    private static String inGroup(String device) {
        var path = "/" + device;
        var group =
                Api.as("operator")
                        .body(Map.of("path", path))
                        .post("/api/v1/groups")
                        .<String>path("id");
        Api.as("operator")
                .body(Map.of("add", List.of(device)))
                .post("/api/v1/groups/" + group + "/members")
                .then()
                .statusCode(200);
        return path;
    }

    @Test
    void aSnapshotHoldsExactlyTheEventsUpToItsHead() {
        try (var tap = EventTap.open()) {
            var taken = new ArrayList<List<JsonNode>>();
            long before = head(snapshot());
            var writer = Thread.ofVirtual().start(() -> createDevices(30));
            while (writer.isAlive()) {
                taken.add(snapshot());
            }
            taken.add(snapshot());
            long last = head(taken.getLast());
            await().untilAsserted(() ->
                    assertThat(tap.heard())
                            .anySatisfy(event -> assertThat(event.sequence()).isEqualTo(last)));

            for (var snapshot : taken) {
                assertThat(newDevices(snapshot, tap))
                        .isEqualTo(createdUpTo(tap, before, head(snapshot)));
            }
        }
    }

    @Test
    void itsHeadsCanBeHadAlone() {
        Api.newDevice();

        var lines = snapshot("?part=heads");

        assertThat(lines.stream().map(line -> line.path("kind").asText()).distinct())
                .containsExactly("head", "end");
        assertThat(head(lines)).isPositive();
    }

    @Test
    void anUnknownPartIsRefused() {
        given().auth()
                .oauth2(TestTokens.service("acl-service"))
                .get("/api/v1/snapshot?part=devices")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:invalid-request"));
    }

    private static void createDevices(int count) {
        for (int i = 0; i < count; i++) {
            Api.create("snapshot-" + Api.newId()).then().statusCode(201);
        }
    }

    /** Of the devices that the tap heard of, those that the snapshot knows. */
    private static Set<String> newDevices(List<JsonNode> snapshot, EventTap tap) {
        var known =
                of(snapshot, "device").stream()
                        .map(line -> line.path("device").asText())
                        .collect(Collectors.toSet());
        return created(tap)
                .map(event -> event.data().path("device").asText())
                .filter(known::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> createdUpTo(EventTap tap, long after, long upTo) {
        return created(tap)
                .filter(event -> event.sequence() > after && event.sequence() <= upTo)
                .map(event -> event.data().path("device").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<EventTap.Heard> created(EventTap tap) {
        return tap.heard().stream()
                .filter(event -> event.type().equals("device.created"))
                .filter(event -> event.data().path("device").asText().startsWith("snapshot-"));
    }

    private static long head(List<JsonNode> lines) {
        return of(lines, "head").stream()
                .filter(line -> line.path("tenant").asText().equals("default"))
                .findFirst()
                .map(line -> line.path("sequence").asLong())
                .orElse(0L);
    }

    private static List<JsonNode> of(List<JsonNode> lines, String kind) {
        return lines.stream().filter(line -> line.path("kind").asText().equals(kind)).toList();
    }

    private static List<JsonNode> snapshot() {
        return snapshot("");
    }

    private static List<JsonNode> snapshot(String query) {
        var response =
                given().auth()
                        .oauth2(TestTokens.service("acl-service"))
                        .get("/api/v1/snapshot" + query)
                        .then()
                        .statusCode(200)
                        .contentType("application/x-ndjson")
                        .extract()
                        .asString();
        return response.lines().map(SnapshotQuarkusTest::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
