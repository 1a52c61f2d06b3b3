// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.muster.platform.sql.Database;
import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DeviceSearchQuarkusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SITES = List.of("berlin", "paris", "rome");
    private static final List<String> TAGS = List.of("spare", "broken", "new");

    private final String tenant = "t-" + UUID.randomUUID();

    @Inject Database database;

    /** A device as the model has it. */
    private record Known(String id, @Nullable String site, int power, List<String> tags) {}

    /** A filter, and what it means. */
    private record Question(String text, Predicate<Known> meaning) {

        Question and(Question other) {
            return new Question(
                    "(" + text + " and " + other.text + ")", meaning.and(other.meaning));
        }

        Question or(Question other) {
            return new Question("(" + text + " or " + other.text + ")", meaning.or(other.meaning));
        }
    }

    @Test
    void filtersFindWhatAModelInMemoryFinds() {
        Api.tenant(tenant);
        var random = new Random(47);
        var fleet = new ArrayList<Known>();
        for (int i = 0; i < 40; i++) {
            fleet.add(create(known("dev-%02d".formatted(i), random)));
        }

        for (int i = 0; i < 150; i++) {
            var question = question(random, 3);
            assertThat(ids(question.text()))
                    .as(question.text())
                    .isEqualTo(fleet.stream().filter(question.meaning()).map(Known::id).toList());
        }
    }

    private static Known known(String id, Random random) {
        var site = random.nextInt(4) == 0 ? null : SITES.get(random.nextInt(SITES.size()));
        var tags = TAGS.stream().filter(_ -> random.nextBoolean()).toList();
        return new Known(id, site, random.nextInt(10), tags);
    }

    private Known create(Known device) {
        Map<String, Object> attributes =
                device.site() == null
                        ? Map.of("power", device.power())
                        : Map.of("power", device.power(), "site", device.site());
        Api.as("operator@" + tenant)
                .body(Map.of("id", device.id(), "attributes", attributes, "tags", device.tags()))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        return device;
    }

    private static Question question(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return comparison(random);
        }
        var left = question(random, depth - 1);
        var right = question(random, depth - 1);
        return random.nextBoolean() ? left.and(right) : left.or(right);
    }

    private static Question comparison(Random random) {
        var site = SITES.get(random.nextInt(SITES.size()));
        var tag = TAGS.get(random.nextInt(TAGS.size()));
        int power = random.nextInt(10);
        return switch (random.nextInt(9)) {
            case 0 -> new Question("attributes.site==" + site, known -> site.equals(known.site()));
            case 1 -> new Question("attributes.site!=" + site, known -> !site.equals(known.site()));
            case 2 -> new Question("attributes.power=lt=" + power, known -> known.power() < power);
            case 3 -> new Question("attributes.power=ge=" + power, known -> known.power() >= power);
            case 4 -> new Question("attributes.power==" + power, known -> known.power() == power);
            case 5 -> new Question("tags==" + tag, known -> known.tags().contains(tag));
            case 6 -> new Question("tags!=" + tag, known -> !known.tags().contains(tag));
            case 7 -> new Question("attributes.site=exists=false", known -> known.site() == null);
            default -> new Question("id==dev-0*", known -> known.id().startsWith("dev-0"));
        };
    }

    private List<String> ids(String filter) {
        return list("limit", "500", "filter", filter)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private Response list(String... parameters) {
        var request = Api.as("viewer@" + tenant);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/api/v1/devices");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "displayName==\"x' OR '1'='1\"",
                "id==\"'; DROP TABLE device; --\"",
                "attributes.a==\"x') OR true --\"",
                "tags==\"x'} OR true --\"",
                "attributes.\"a' OR true --\"==x",
                "type=in=(\"x\",\"') OR (true\")"
            })
    void case47SqlInAFilterIsALiteral(String filter) {
        Api.tenant(tenant);
        create(new Known("dev-1", "berlin", 1, List.of()));

        var answer = list("filter", filter);

        assertThat(answer.statusCode()).isIn(200, 400);
        if (answer.statusCode() == 200) {
            assertThat(answer.<List<String>>path("items.id")).isEmpty();
        }
        assertThat(ids("id==dev-1")).containsExactly("dev-1");
    }

    @Test
    void case47WhatLooksLikeSqlIsFoundWhenItIsThere() {
        Api.tenant(tenant);
        var name = "x' OR '1'='1";
        Api.as("operator@" + tenant)
                .body(Map.of("id", "odd", "displayName", name))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        create(new Known("other", null, 1, List.of()));

        assertThat(ids("displayName==\"" + name + "\"")).containsExactly("odd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret==1", "state==", "(id==a", "d.id==x", "createdAt==yesterday"})
    void aBadFilterIsAProblem(String filter) {
        list("filter", filter)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:muster:problem:invalid-filter"));
    }

    /** Snapshots are of all tenants: other tests would have to read these devices, too. */
    @AfterEach
    void empty() {
        database.transaction(connection ->
                        connection
                                .preparedQuery("DELETE FROM device WHERE tenant_id = $1")
                                .execute(Tuple.of(tenant)))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void case48PagesNeitherRepeatNorMissWhileDevicesComeAndACursorFitsItsListOnly()
            throws Exception {
        Api.tenant(tenant);
        fill(0, 100_000);
        var done = new AtomicBoolean();
        var writer =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 100_000; !done.get(); i += 50) {
                                fill(i, 50);
                            }
                        });

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page =
                    cursor == null
                            ? list("limit", "500", "fields", "id", "filter", "type==bulk")
                            : list(
                                    "limit",
                                    "500",
                                    "fields",
                                    "id",
                                    "filter",
                                    "type==bulk",
                                    "cursor",
                                    cursor);
            seen.addAll(page.then().statusCode(200).extract().path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        done.set(true);
        writer.join();

        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
        assertThat(seen.stream().filter(id -> id.startsWith("old-")).count()).isEqualTo(100_000);
    }

    /** Ids of new devices lie between those of old ones. */
    private void fill(int from, int count) {
        var prefix = from < 100_000 ? "old-" : "new-";
        database.transaction(connection ->
                        connection
                                .preparedQuery(
                                        """
                                        INSERT INTO device (tenant_id, id, state, version, type)
                                        SELECT $1, $4 || md5(n::text) || '-' || n, 'CREATED', 1, 'bulk'
                                        FROM generate_series($2::integer, $3::integer) n
                                        """)
                                .execute(Tuple.of(tenant, from, from + count - 1, prefix)))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void case48ATamperedCursorIsRefused() {
        Api.tenant(tenant);
        create(new Known("dev-1", null, 1, List.of()));
        create(new Known("dev-2", null, 1, List.of()));
        String cursor = list("limit", "1").path("nextCursor");

        list("limit", "1", "cursor", cursor).then().statusCode(200);
        list("limit", "1", "cursor", cursor, "filter", "state==CREATED").then().statusCode(400);
        list("limit", "1", "cursor", cursor, "sort", "-id").then().statusCode(400);
        list("limit", "1", "cursor", cursor, "deleted", "true").then().statusCode(400);
        list("limit", "1", "cursor", flipped(cursor)).then().statusCode(400);
        Api.as("viewer").get("/api/v1/devices?limit=1&cursor=" + cursor).then().statusCode(400);
    }

    private static String flipped(String cursor) {
        var first = cursor.charAt(0) == 'A' ? 'B' : 'A';
        return first + cursor.substring(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "-id",
                "createdAt",
                "-createdAt",
                "updatedAt",
                "displayName",
                "-displayName"
            })
    void pagesFollowTheOrder(String sort) {
        Api.tenant(tenant);
        for (int i = 0; i < 5; i++) {
            create(new Known("dev-" + i, null, 1, List.of()));
        }
        List<String> whole = list("sort", sort).path("items.id");

        var paged = new ArrayList<String>();
        String cursor = null;
        do {
            var page =
                    cursor == null
                            ? list("sort", sort, "limit", "2")
                            : list("sort", sort, "limit", "2", "cursor", cursor);
            paged.addAll(page.path("items.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(paged).isEqualTo(whole).hasSize(5);
        assertThat(whole.getFirst()).isEqualTo(sort.startsWith("-") ? "dev-4" : "dev-0");
    }

    @Test
    void aPageShowsAndCountsWhatWasAskedFor() {
        Api.tenant(tenant);
        create(new Known("dev-1", "rome", 1, List.of()));
        create(new Known("dev-2", "rome", 1, List.of()));

        list("limit", "1", "count", "true", "fields", "state", "filter", "attributes.site==rome")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("totalIsLowerBound", equalTo(false))
                .body("items[0].id", equalTo("dev-1"))
                .body("items[0].state", equalTo("CREATED"))
                .body("items[0]", not(hasKey("attributes")));
        list("fields", "secret").then().statusCode(400);
        list("sort", "secret").then().statusCode(400);
    }
}
