// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.shadow.support.EventStream;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Readers that take too little, and too many readers. */
@QuarkusTest
@TestProfile(SlowReaderTest.Impatient.class)
class SlowReaderTest {

    /** Without much patience, and with room for two. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.shadow.live.patience", "1s",
                    "muster.shadow.live.streams-per-tenant", "2");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(PostgresResource.class),
                    new TestResourceEntry(BrokerResource.class),
                    new TestResourceEntry(OidcResource.class));
        }
    }

    private static final Pattern ID = Pattern.compile("id: ?(\\d+)");
    private static final int VERSIONS = 200;

    private final String device = "dev-" + UUID.randomUUID();
    private final String shadow = "/api/v1/devices/" + device + "/shadows/default";
    private final String operator = TestTokens.of("operator");
    private final String viewer = TestTokens.of("viewer");

    @Test
    void case69ASlowReaderIsDroppedWithAHintFromWhichItGoesOnWithoutGap() throws IOException {
        IntStream.rangeClosed(1, VERSIONS).forEach(this::wish);
        List<String> lines;
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
            // It reads nothing until the stream was given up: then there is room for two again.
            awaitRoomForTwo(viewer);
            lines = readAll(socket);
        }

        var told = ids(lines);
        assertThat(told.size()).isBetween(1, VERSIONS - 1);
        assertThat(told).isEqualTo(range(1, told.size()));
        assertThat(lines).anyMatch(line -> line.matches("event: ?dropped"));
        assertThat(lines).anyMatch(line -> line.matches("retry: ?1000"));
        assertThat(lines).anyMatch(line -> line.contains(hint(told)));
        try (var stream =
                EventStream.open(
                        shadow + "/events",
                        viewer,
                        "Last-Event-ID",
                        Long.toString(told.getLast()))) {
            var rest = stream.next(VERSIONS - told.size());
            assertThat(rest.stream().map(EventStream.Event::version))
                    .isEqualTo(range(told.getLast() + 1, VERSIONS));
        }
    }

    @Test
    void tooManyStreamsOfATenantAre429AndThoseThatEndMakeRoom() {
        var crowd = TestTokens.of("viewer@crowd");
        try (var first = EventStream.open(shadow + "/events", crowd);
                var second = EventStream.open(shadow + "/events", crowd);
                var other = EventStream.open(shadow + "/events", TestTokens.of("viewer@other"))) {
            assertThat(List.of(first.next(), second.next(), other.next())).hasSize(3);
            given().auth()
                    .oauth2(crowd)
                    .get(shadow + "/events")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "30")
                    .contentType("application/problem+json");
        }
        awaitRoomForTwo(crowd);
    }

    private void awaitRoomForTwo(String reader) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    var first = EventStream.ask(shadow + "/events", reader);
                    var second = EventStream.ask(shadow + "/events", reader);
                    first.body().close();
                    second.body().close();
                    assertThat(List.of(first.statusCode(), second.statusCode()))
                            .containsExactly(200, 200);
                });
    }

    private String request() {
        return """
        GET %s/events HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Last-Event-ID: 0\r
        Connection: close\r
        \r
        """
                .formatted(shadow, viewer);
    }

    private static List<String> readAll(Socket socket) throws IOException {
        var lines = new ArrayList<String>();
        var reader =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    private static List<Long> ids(List<String> lines) {
        return lines.stream()
                .map(ID::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(id -> Long.parseLong(id.group(1)))
                .toList();
    }

    private static String hint(List<Long> told) {
        return "{\"lastEventId\":\"" + told.getLast() + "\"}";
    }

    private void wish(int n) {
        var text = Integer.toString(n).repeat(50_000 / Integer.toString(n).length());
        given().auth()
                .oauth2(operator)
                .contentType("application/merge-patch+json")
                .body("{\"desired\":{\"text\":\"" + text + "\"}}")
                .patch(shadow)
                .then()
                .statusCode(200);
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
