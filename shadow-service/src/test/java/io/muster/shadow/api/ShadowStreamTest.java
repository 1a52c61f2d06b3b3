// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.shadow.support.EventStream;
import io.muster.shadow.support.EventStream.Event;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.muster.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Following a shadow. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class ShadowStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject Pool pool;

    private final String device = "dev-" + UUID.randomUUID();
    private final String shadow = "/api/v1/devices/" + device + "/shadows/default";
    private final String operator = TestTokens.of("operator");
    private final String viewer = TestTokens.of("viewer");

    @Test
    void case69AfterLastEventId10ComesElevenAndSoOnAndThenWhatHappens() {
        IntStream.rangeClosed(1, 30).forEach(this::wish);

        try (var stream = follow("Last-Event-ID", "10")) {
            assertThat(versions(stream.next(20))).isEqualTo(range(11, 30));
            wish(31);
            var event = stream.next();

            assertThat(event.name()).isEqualTo("updated");
            assertThat(event.version()).isEqualTo(31);
            assertThat(event.json().get("by").asText()).isEqualTo("user:operator");
            assertThat(event.json().get("change").asText()).isEqualTo("changed");
            assertThat(event.json().get("patch")).hasToString("{\"desired\":{\"n\":31}}");
        }
        try (var stream = EventStream.open(shadow + "/events?lastEventId=29", viewer)) {
            assertThat(versions(stream.next(2))).isEqualTo(range(30, 31));
        }
    }

    @Test
    void case69TwoHundredUpdatesAtOnceAreToldInOrderWithoutGapAlsoOverACut() {
        wish(0);
        List<Event> before;
        List<Event> after;
        try (var writers = Executors.newVirtualThreadPerTaskExecutor();
                var first = follow("Last-Event-ID", "1")) {
            for (int n = 1; n <= 200; n++) {
                int value = n;
                writers.submit(() -> wish(value));
            }
            before = first.next(60);
            first.close();
            try (var second = follow("Last-Event-ID", before.getLast().id())) {
                after = second.next(140);
            }
        }

        assertThat(versions(before)).isEqualTo(range(2, 61));
        assertThat(versions(after)).isEqualTo(range(62, 201));
    }

    @Test
    void withoutLastEventIdItBeginsWithTheShadowOfNow() {
        wish(1);
        wish(2);

        try (var stream = follow()) {
            var event = stream.next();
            wish(3);

            assertThat(event.name()).isEqualTo("reset");
            assertThat(event.version()).isEqualTo(2);
            assertThat(event.json().get("deviceId").asText()).isEqualTo(device);
            assertThat(event.json().get("desired")).hasToString("{\"n\":2}");
            assertThat(stream.next().version()).isEqualTo(3);
        }
    }

    @Test
    void aShadowMayComeAndGoAndComeAgain() {
        try (var stream = follow()) {
            var nothing = stream.next();
            wish(1);
            var made = stream.next();
            given().auth().oauth2(operator).delete(shadow).then().statusCode(204);
            var deleted = stream.next();
            wish(2);
            var again = stream.next();

            assertThat(nothing.name()).isEqualTo("reset");
            assertThat(nothing.json())
                    .hasToString(
                            "{\"deviceId\":\"%s\",\"name\":\"default\",\"version\":0}"
                                    .formatted(device));
            assertThat(made.json().get("change").asText()).isEqualTo("created");
            assertThat(List.of(made.name(), deleted.name(), again.name()))
                    .containsExactly("updated", "deleted", "updated");
            assertThat(versions(List.of(made, deleted, again))).isEqualTo(range(1, 3));
        }
    }

    @Test
    void whereVersionsAreForgottenItBeginsAnew() {
        IntStream.rangeClosed(1, 9).forEach(this::wish);
        sql("DELETE FROM shadow_version WHERE device_id = $1 AND version < 6");

        try (var stream = follow("Last-Event-ID", "3")) {
            var event = stream.next();
            wish(10);

            assertThat(event.name()).isEqualTo("reset");
            assertThat(event.version()).isEqualTo(9);
            assertThat(stream.next().version()).isEqualTo(10);
        }
    }

    @Test
    void whatAnotherReplicaWritesIsToldSoon() {
        wish(1);
        try (var stream = follow("Last-Event-ID", "1")) {
            sql(
                    """
                    WITH other AS (UPDATE shadow SET version = 2 WHERE device_id = $1)
                    INSERT INTO shadow_version
                        (tenant_id, device_id, name, version, kind, made_at, made_by, patch)
                    VALUES ('default', $1, 'default', 2, 'changed', now(), 'device', '{}')
                    """);

            assertThat(stream.next().version()).isEqualTo(2);
        }
    }

    @Test
    void onlyReadersOfTheTenantAreTold() {
        wish(1);
        try (var stream = EventStream.open(shadow + "/events", TestTokens.of("viewer@other"))) {
            assertThat(stream.next().version()).as("nothing there").isZero();
            wish(2);
            assertThat(stream.isSilent()).isTrue();
        }
        given().get(shadow + "/events").then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.of("auditor"))
                .get(shadow + "/events")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.0", "99999999999999999999"})
    void whatIsNoVersionIs400(String id) {
        given().auth()
                .oauth2(viewer)
                .header("Last-Event-ID", id)
                .get(shadow + "/events")
                .then()
                .statusCode(400);
    }

    private EventStream follow(String... headers) {
        return EventStream.open(shadow + "/events", viewer, headers);
    }

    private void wish(int n) {
        given().auth()
                .oauth2(operator)
                .contentType("application/merge-patch+json")
                .body("{\"desired\":{\"n\":" + n + "}}")
                .patch(shadow)
                .then()
                .statusCode(200);
    }

    private void sql(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(device)).await().atMost(PATIENCE);
    }

    private static List<Long> versions(List<Event> events) {
        return events.stream().map(Event::version).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
