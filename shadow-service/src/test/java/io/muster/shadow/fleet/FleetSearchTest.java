// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.shadow.delivery.Ack;
import io.muster.shadow.json.JsonText;
import io.muster.shadow.store.Shadows;
import io.muster.testkit.BrokerResource;
import io.muster.testkit.OidcResource;
import io.muster.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches and counts over all shadows of a tenant. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(OidcResource.class)
class FleetSearchTest {

    private static final String SEARCH = "/api/v1/shadows/search";
    private static final String INDEXES = "/api/v1/shadow-indexes";

    @Inject Shadows shadows;

    private Fleet fleet;

    @BeforeEach
    void ownTenant() {
        fleet = Fleet.of(shadows);
    }

    @Test
    void case54WhatADeviceFailedToApplyIsFound() {
        fleet.write("a", "{\"desired\":{\"fw\":\"2\"}}");
        fleet.write("b", "{\"desired\":{\"fw\":\"2\"}}");
        fleet.acknowledge("a", Ack.parse(ack("failed")).orElseThrow());

        fleet.search("sync/state==failed")
                .statusCode(200)
                .body("items.deviceId", contains("a"))
                .body("items[0].sync.failure", equalTo("no room"));
        assertThat(fleet.found("sync.state!=failed")).containsExactly("b");
        fleet.write("a", "{\"desired\":{\"fw\":\"3\"}}");
        assertThat(fleet.found("/sync/state==failed")).isEmpty();
    }

    private static ObjectNode ack(String status) {
        return JsonText.stored(
                ("{\"desiredVersion\":1,\"status\":\"" + status + "\",\"reason\":\"no room\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void case62AWriteThatWasAnsweredIsFound() {
        fleet.index("/reported/n");
        for (int i = 0; i < 1000; i++) {
            fleet.write("dev-" + i % 7, "{\"reported\":{\"n\":" + i + "}}");

            assertThat(fleet.found("reported/n==" + i)).containsExactly("dev-" + i % 7);
            assertThat(fleet.found("reported/n==" + (i - 7))).isEmpty();
        }
    }

    @Test
    void case63CountsAndSearchesOver10000ShadowsAreThoseOfBruteForce() {
        var random = new Random(63);
        var firmware = new LinkedHashMap<String, String>();
        var battery = new LinkedHashMap<String, Integer>();
        var writes = new LinkedHashMap<String, String>();
        for (int i = 0; i < 10_000; i++) {
            var device = "dev-%05d".formatted(i);
            int fw = random.nextInt(12);
            if (fw > 0) {
                firmware.put(device, "1." + fw);
            }
            battery.put(device, random.nextInt(101));
            writes.put(
                    device,
                    "{\"reported\":{%s\"battery\":%d}}"
                            .formatted(
                                    fw > 0 ? "\"fw\":\"1.%d\",".formatted(fw) : "",
                                    battery.get(device)));
        }
        fleet.writeAll(writes);
        fleet.index("/reported/fw", "/reported/battery");

        assertTally(firmware, battery, -1, "");
        assertTally(firmware, battery, 20, "reported/battery=lt=20");
        var wanted =
                battery.entrySet().stream()
                        .filter(e -> e.getValue() < 3 && "1.4".equals(firmware.get(e.getKey())))
                        .map(Map.Entry::getKey)
                        .toList();
        var filter = "reported/battery=lt=3 and reported/fw==1.4";
        assertThat(fleet.found(filter)).isEqualTo(wanted).isEqualTo(fleet.scanned(filter));
    }

    private void assertTally(
            Map<String, String> firmware, Map<String, Integer> battery, int below, String filter) {
        var expected = new TreeMap<String, Integer>();
        int total = 0;
        for (var device : battery.keySet()) {
            if (below < 0 || battery.get(device) < below) {
                total++;
                if (firmware.containsKey(device)) {
                    expected.merge(firmware.get(device), 1, Integer::sum);
                }
            }
        }
        int valued = expected.values().stream().mapToInt(Integer::intValue).sum();

        for (var scan : List.of(false, true)) {
            var tally =
                    fleet.as("viewer")
                            .queryParam("groupBy", "reported/fw")
                            .queryParam("filter", filter)
                            .queryParam("allowScan", scan)
                            .get("/api/v1/shadows/aggregate")
                            .then()
                            .statusCode(200)
                            .body("total", equalTo(total))
                            .body("missing", equalTo(total - valued))
                            .body("others", equalTo(0))
                            .extract();
            var counted = new TreeMap<String, Integer>();
            List<Map<String, Object>> groups = tally.path("groups");
            groups.forEach(group ->
                    counted.put((String) group.get("value"), (Integer) group.get("count")));
            assertThat(counted).isEqualTo(expected);
        }
    }

    @Test
    void anIndexAndTheDocumentsGiveTheSameAnswers() {
        fleet.writeAll(
                Map.of(
                        "a", "{\"reported\":{\"v\":1.0},\"tags\":{\"site\":\"Berlin\"}}",
                        "b", "{\"reported\":{\"v\":\"1\"}}",
                        "c", "{\"reported\":{\"v\":true}}",
                        "d", "{\"reported\":{\"v\":{\"x\":1}}}",
                        "e", "{\"reported\":{\"v\":\"" + "x".repeat(600) + "\"}}",
                        "f", "{\"reported\":{\"v\":\"a\\u0000b\",\"w\":\"\\\\u0000\"}}",
                        "g", "{\"reported\":{\"v\":1e300}}",
                        "h", "{\"reported\":{\"v\":\"100%_x\"}}",
                        "i", "{\"reported\":{\"w\":1}}",
                        "j", "{\"reported\":{\"v\":123456789012345678901234567890.5}}"));
        var answers =
                Map.of(
                        "reported/v==1", List.of("a", "b"),
                        "reported/v==true", List.of("c"),
                        "reported/v!=1", List.of("c", "d", "e", "f", "g", "h", "i", "j"),
                        "reported/v=exists=true", List.of("a", "b", "c", "e", "f", "g", "h", "j"),
                        "reported/v=gt=123456789012345678901234567890.4", List.of("g", "j"),
                        "reported/v=in=(1,true)", List.of("a", "b", "c"),
                        "reported/v=='100%_*'", List.of("h"),
                        "reported/v=out=(1,true) and reported/v=exists=true",
                                List.of("e", "f", "g", "h", "j"),
                        "reported/v=lt=2 or device==h", List.of("a", "h"),
                        "reported/v=ge=1 and reported/v=le=1", List.of("a"));
        var scanned = new TreeMap<String, List<String>>();
        answers.keySet().forEach(filter -> scanned.put(filter, fleet.scanned(filter)));

        fleet.index("/reported/v");

        assertThat(scanned).isEqualTo(new TreeMap<>(answers));
        answers.forEach((filter, devices) -> assertThat(fleet.found(filter)).isEqualTo(devices));
        assertThat(fleet.scanned("reported/w=='\\\\u0000'")).containsExactly("f");
        fleet.erase("a");
        fleet.write("c", "{\"reported\":{\"v\":null}}");
        fleet.write("i", "{\"reported\":{\"v\":1}}");
        assertThat(fleet.found("reported/v==1")).containsExactly("b", "i");
        assertThat(fleet.found("reported/v==true")).isEmpty();
    }

    @Test
    void noWriteIsMissedByAnIndexThatIsAddedMeanwhile() throws Exception {
        var stop = new AtomicBoolean();
        var warm = new CountDownLatch(4);
        var last = new ArrayList<Map<String, String>>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int w = 0; w < 4; w++) {
                int writer = w;
                var mine = new TreeMap<String, String>();
                last.add(mine);
                var _ = writers.submit(() -> writeUntil(stop, warm, writer, mine));
            }
            warm.await();
            var paths = IntStream.range(0, 6).mapToObj(i -> "/reported/p" + i).toList();
            paths.forEach(path -> fleet.awaitReady(fleet.declare(path)));
            stop.set(true);
        }

        var expected = new TreeMap<String, Integer>();
        last.forEach(mine -> mine.values().forEach(v -> expected.merge(v, 1, Integer::sum)));
        for (int p = 0; p < 6; p++) {
            assertThat(counts("/reported/p" + p, false)).isEqualTo(expected);
            assertThat(counts("/reported/p" + p, true)).isEqualTo(expected);
        }
    }

    /** Each device of its own has the same value at all places; some are new, some deleted. */
    private Void writeUntil(
            AtomicBoolean stop, CountDownLatch warm, int writer, Map<String, String> mine) {
        var random = new Random(writer);
        for (int i = 0; !stop.get(); i++) {
            var device = "w%d-%d".formatted(writer, random.nextInt(i / 2 + 10));
            if (random.nextInt(10) == 0) {
                fleet.erase(device);
                mine.remove(device);
            } else {
                var value = "v" + random.nextInt(50);
                var members = new ArrayList<String>();
                for (int p = 0; p < 6; p++) {
                    members.add("\"p%d\":\"%s\"".formatted(p, value));
                }
                fleet.write(device, "{\"reported\":{" + String.join(",", members) + "}}");
                mine.put(device, value);
            }
            if (i == 100) {
                warm.countDown();
            }
        }
        return null;
    }

    private Map<String, Integer> counts(String path, boolean scan) {
        List<Map<String, Object>> groups =
                fleet.as("viewer")
                        .queryParam("groupBy", path)
                        .queryParam("allowScan", scan)
                        .get("/api/v1/shadows/aggregate")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("groups");
        var counts = new TreeMap<String, Integer>();
        groups.forEach(g -> counts.put((String) g.get("value"), (Integer) g.get("count")));
        return counts;
    }

    @Test
    void aPathWithoutAnIndexIsRefusedUnlessAllMayBeRead() {
        fleet.write("a", "{\"reported\":{\"fw\":\"1.2\"}}");

        fleet.search("reported/fw==1.2")
                .statusCode(422)
                .body("type", equalTo("urn:muster:problem:path-not-indexed"))
                .body("errorCode", equalTo("PATH_NOT_INDEXED"))
                .body("path", equalTo("/reported/fw"));
        assertThat(fleet.scanned("reported/fw==1.2")).containsExactly("a");
        fleet.as("viewer")
                .queryParam("groupBy", "reported/fw")
                .get("/api/v1/shadows/aggregate")
                .then()
                .statusCode(422);
    }

    @Test
    void tenantsAreApart() {
        var other = Fleet.of(shadows);
        for (var each : List.of(fleet, other)) {
            each.index("/reported/fw");
            each.write("same", "{\"reported\":{\"fw\":\"" + each.tenant() + "\"}}");
        }

        assertThat(fleet.found("device==same")).hasSize(1);
        assertThat(fleet.found("reported/fw==" + other.tenant())).isEmpty();
        assertThat(fleet.found("reported/fw!=" + fleet.tenant())).isEmpty();
        assertThat(fleet.scanned("tags/x==1 or reported/fw==" + other.tenant())).isEmpty();
        String id = other.as("viewer").get(INDEXES).path("items[0].id");
        fleet.as("operator").delete(INDEXES + "/" + id).then().statusCode(404);
        fleet.as("viewer").get(INDEXES + "/" + id).then().statusCode(404);
    }

    @Test
    void pagesNeitherSkipNorRepeatWhatStays() {
        var names = IntStream.range(0, 25).mapToObj("d%02d"::formatted).toList();
        names.forEach(name -> fleet.write(name, "{\"reported\":{\"x\":1}}"));
        for (var sort :
                List.of("device", "-device", "name", "-version", "createdAt", "-updatedAt")) {
            var seen = new ArrayList<String>();
            String cursor = null;
            do {
                var request = fleet.as("viewer").queryParam("sort", sort).queryParam("limit", 4);
                var page =
                        (cursor == null ? request : request.queryParam("cursor", cursor))
                                .get(SEARCH)
                                .then()
                                .statusCode(200)
                                .extract();
                seen.addAll(page.path("items.deviceId"));
                cursor = page.path("nextCursor");
            } while (cursor != null);

            assertThat(seen).as(sort).doesNotHaveDuplicates().containsAll(names).hasSize(25);
        }
        String cursor = fleet.as("viewer").queryParam("limit", 4).get(SEARCH).path("nextCursor");
        fleet.as("viewer")
                .queryParam("cursor", cursor)
                .queryParam("filter", "device==d01")
                .get(SEARCH)
                .then()
                .statusCode(400);
    }

    @Test
    void contentIsShownWhenItIsAskedFor() {
        fleet.write("a", "{\"reported\":{\"x\":1.50}}");

        fleet.search("device==a")
                .body("items[0].reported", nullValue())
                .body("items[0].sync.state", equalTo("applied"))
                .body("items[0].presence.state", equalTo("unknown"));
        var shown = fleet.as("viewer").queryParam("fields", "reported").get(SEARCH);
        assertThat(shown.asString()).contains("\"reported\":{\"x\":1.50}");
        fleet.as("viewer")
                .queryParam("fields", "reported")
                .queryParam("limit", 101)
                .get(SEARCH)
                .then()
                .statusCode(400);
        assertThat(fleet.found("presence/state==unknown and version=ge=1")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reported/x",
                "nothing==1",
                "delta/x==1",
                "reported==1",
                "version==abc",
                "updatedAt==2030-01-01T00:00:00Z",
                "sync/state=any=(a)",
                "reported/a~2==1",
                "((((((((a==1))))))))"
            })
    void whatIsNoFilterIsRefused(String filter) {
        fleet.scan(filter)
                .statusCode(400)
                .body("type", equalTo("urn:muster:problem:invalid-filter"));
    }

    @Test
    void hostileFiltersFindNothingAndBreakNothing() {
        fleet.index("/reported/x");
        fleet.write("a", "{\"reported\":{\"x\":\"' OR true --\",\"'; DROP TABLE shadow\":1}}");

        assertThat(fleet.found("reported/x==\"' OR true --\"")).containsExactly("a");
        assertThat(fleet.found("reported/x==\"') OR (true\"")).isEmpty();
        assertThat(fleet.found("reported/x==\"$1\" or device==\"%\"")).isEmpty();
        assertThat(fleet.scanned("reported/{a}==1 or tags/-1==1")).isEmpty();
        fleet.scan("reported/x'y==1").statusCode(400);
        fleet.search("reported/x==" + "x".repeat(600)).statusCode(400);
        fleet.as("viewer").queryParam("sort", "device;--").get(SEARCH).then().statusCode(400);
        fleet.as("viewer").queryParam("cursor", "AAAA").get(SEARCH).then().statusCode(400);
    }

    @Test
    void indexesAreDeclaredByOperatorsWithinALimit() {
        fleet.as("viewer")
                .contentType("application/json")
                .body("{\"path\":\"/reported/a\"}")
                .post(INDEXES)
                .then()
                .statusCode(403);
        for (var body : List.of("{}", "{\"path\":\"/a\"}", "{\"path\":\"\"}", "[]", "{\"x\":1}")) {
            fleet.as("operator")
                    .contentType("application/json")
                    .body(body)
                    .post(INDEXES)
                    .then()
                    .statusCode(400);
        }
        var first = fleet.declare("/reported/p0");
        IntStream.range(1, ShadowIndexes.MOST).forEach(i -> fleet.declare("/reported/p" + i));
        declared("/reported/p0", 409).body("detail", containsString("index of this path"));
        declared("/reported/more", 409).body("detail", containsString("at most"));

        fleet.as("operator").delete(INDEXES + "/" + first).then().statusCode(204);
        fleet.as("operator").delete(INDEXES + "/" + first).then().statusCode(404);
        fleet.as("viewer").get(INDEXES + "/" + first).then().statusCode(404);
        declared("/reported/more", 201).body("id", notNullValue());
        fleet.as("viewer")
                .get(INDEXES)
                .then()
                .statusCode(200)
                .body("items", hasSize(ShadowIndexes.MOST))
                .body("items.path", everyItem(containsString("/reported/")));
        fleet.as("auditor")
                .get("/api/v1/audit")
                .then()
                .statusCode(200)
                .body("items.findAll { it.action == 'shadow-index.drop' }", hasSize(1));
    }

    private ValidatableResponse declared(String path, int status) {
        return fleet.as("tenant-admin")
                .contentType("application/json")
                .body(Map.of("path", path))
                .post(INDEXES)
                .then()
                .statusCode(status);
    }

    @Test
    void anIndexThatIsDeclaredAgainHasAllValues() {
        fleet.write("a", "{\"reported\":{\"fw\":1}}");
        var id = fleet.declare("/reported/fw");
        fleet.awaitReady(id);
        fleet.as("operator").delete(INDEXES + "/" + id).then().statusCode(204);
        fleet.search("reported/fw==1").statusCode(422);
        fleet.write("a", "{\"reported\":{\"fw\":2}}");

        fleet.index("/reported/fw");

        assertThat(fleet.found("reported/fw==2")).containsExactly("a");
        fleet.search("reported/fw==1").body("items", empty());
    }
}
