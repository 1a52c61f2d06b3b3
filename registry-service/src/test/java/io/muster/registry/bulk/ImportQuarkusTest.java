// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import static io.muster.registry.bulk.Imports.CSV;
import static io.muster.registry.bulk.Imports.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.platform.idempotency.Fingerprint;
import io.muster.registry.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportQuarkusTest {

    private static final int ROWS = 10_000;
    private static final int BAD = 37;

    @Test
    void case41BadRowsFailAndAreSentAgainCorrected() {
        var tenant = Imports.tenant();
        var file = file();

        var job = Imports.id(Imports.send(tenant, "create", CSV, file));
        assertCounts(tenant, job, ROWS - BAD, 0, BAD);
        var failed = Imports.rows(tenant, job, "result=FAILED&limit=100");
        assertThat(failed.getList("items")).hasSize(BAD);
        assertThat(failed.getLong("items[0].row")).isEqualTo(1);
        assertThat(failed.getString("items[0].code")).isEqualTo("id-invalid");
        assertThat(failed.getString("items[0].pointer")).isEqualTo("/id");
        assertThat(Imports.rows(tenant, job, "result=CREATED&limit=2").getString("nextCursor"))
                .isNotNull();

        var rest = Imports.failedRows(tenant, job);
        assertThat(rest.lines()).hasSize(BAD + 1);
        assertThat(rest).startsWith("id,displayName,tags,attributes.hall,externalId.serial,#error");
        assertThat(rest).contains("'=Press");
        var corrected =
                Imports.id(Imports.send(tenant, "create", CSV, rest.replace("bad id ", "good-")));
        assertCounts(tenant, corrected, BAD, 0, 0);
        Imports.device(tenant, "good-0").then().body("displayName", equalTo("=Press, 0"));

        var again = Imports.id(Imports.send(tenant, "create", CSV, file));
        assertThat(again).isNotEqualTo(job);
        assertCounts(tenant, again, 0, ROWS - BAD, BAD);
        assertThat(Imports.devices(tenant)).isEqualTo(ROWS);
    }

    private static String file() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    boolean bad = i % 271 == 0 && i / 271 < BAD;
                    return "%s%d,\"=Press, %d\",a|b,%d,sn-%d"
                            .formatted(bad ? "bad id " : "dev-", i, i, i % 5, i);
                })
                .collect(
                        Collectors.joining(
                                "\r\n",
                                "\uFEFFid,displayName,tags,attributes.hall,externalId.serial\r\n",
                                "\r\n"));
    }

    private static void assertCounts(
            String tenant, String job, int created, int unchanged, int failed) {
        var done = Imports.done(tenant, job);
        assertThat(done.getMap("rows"))
                .isEqualTo(
                        Map.of(
                                "total",
                                created + unchanged + failed,
                                "done",
                                created + unchanged + failed,
                                "created",
                                created,
                                "updated",
                                0,
                                "unchanged",
                                unchanged,
                                "failed",
                                failed,
                                "skipped",
                                0));
        assertThat(done.getString("state")).isEqualTo("DONE");
    }

    @Test
    void case43ValidatingWritesNothing() {
        var tenant = Imports.tenant();
        Api.as("operator@" + tenant).body(Map.of("id", "dev-0")).post("/api/v1/devices");
        var file =
                "{\"id\":\"dev-0\",\"tags\":[\"x\"]}\n{\"id\":\"dev-1\"}\n{\"id\":\"dev 2\"}\n{\"id\":\"dev-0\"}";

        var done = Imports.done(tenant, "validate", NDJSON, file);

        assertThat(done.getInt("rows.updated")).isEqualTo(1);
        assertThat(done.getInt("rows.created")).isEqualTo(1);
        assertThat(done.getInt("rows.unchanged")).isEqualTo(1);
        assertThat(done.getInt("rows.failed")).isEqualTo(1);
        assertThat(Imports.devices(tenant)).isEqualTo(1);
        Imports.device(tenant, "dev-0")
                .then()
                .body("version", equalTo(1))
                .body("tags.size()", equalTo(0));
    }

    @Test
    void case60AnExportIsImportedIntoAnEmptyTenantAsItWas() {
        var from = Imports.tenant();
        Imports.done(
                from,
                "create",
                NDJSON,
                """
                {"id":"a","displayName":"=A, \\"1\\"","attributes":{"x":1.50,"y":{"z":[1,null,"é"]}},"tags":["b","a"],"externalIds":{"serial":"s1","mac":"m"}}
                {"id":"b"}
                {"id":"c","attributes":{"big":12345678901234567890.123}}\
                """);
        var exported = export(from);

        var to = Imports.tenant();
        var done = Imports.done(to, "create", NDJSON, exported);

        assertThat(done.getInt("rows.created")).isEqualTo(3);
        assertThat(Fingerprint.of("", export(to))).isEqualTo(Fingerprint.of("", exported));
        assertThat(Imports.done(to, "upsert", NDJSON, exported).getInt("rows.unchanged"))
                .isEqualTo(3);
    }

    private static String export(String tenant) {
        return Api.as("operator@" + tenant)
                .get("/api/v1/exports/devices")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void anUpsertChangesWhatItNamesAndLeavesTheRest() {
        var tenant = Imports.tenant();
        Imports.done(
                tenant,
                "create",
                NDJSON,
                """
                {"id":"a","displayName":"A","attributes":{"x":1,"y":{"z":2}},"externalIds":{"serial":"s1"}}
                {"id":"b","displayName":"B"}\
                """);

        var done =
                Imports.done(
                        tenant,
                        "upsert",
                        NDJSON,
                        """
                        {"id":"a","displayName":null,"attributes":{"y":{"z":3}}}
                        {"externalIds":{"serial":"s1"},"tags":["by-serial"]}
                        {"id":"b","displayName":"B"}
                        {"id":"c","externalIds":{"serial":"s1"}}
                        {"externalIds":{"serial":"s9"}}
                        {"id":"A"}
                        {"id":"d"}\
                        """);

        assertThat(done.getInt("rows.updated")).isEqualTo(2);
        assertThat(done.getInt("rows.unchanged")).isEqualTo(1);
        assertThat(done.getInt("rows.created")).isEqualTo(1);
        assertThat(
                        Imports.rows(tenant, done.getString("id"), "result=FAILED")
                                .getList("items.code"))
                .containsExactly("external-id-taken", "id-missing", "already-exists");
        Imports.device(tenant, "a")
                .then()
                .body("displayName", equalTo(null))
                .body("attributes.x", equalTo(1))
                .body("attributes.y.z", equalTo(3))
                .body("tags[0]", equalTo("by-serial"))
                .body("version", equalTo(3));
    }

    @Test
    void rowsKeepTheSchemaOfTheirType() {
        var tenant = Imports.tenant();
        Api.as("operator@" + tenant)
                .body("{\"attributeSchema\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}")
                .put("/api/v1/device-types/pump")
                .then()
                .statusCode(200);

        var done =
                Imports.done(
                        tenant,
                        "create",
                        CSV,
                        "id,type,attributes.n\na,pump,1\nb,pump,x\nc,none,1\n");

        var failed = Imports.rows(tenant, done.getString("id"), "result=FAILED");
        assertThat(failed.getList("items.code"))
                .containsExactly("schema-violation", "schema-violation");
        assertThat(failed.getList("items.pointer")).containsExactly("/attributes/n", "/type");
        assertThat(done.getInt("rows.created")).isEqualTo(1);
    }

    @Test
    void aQuotaStopsAtItsLastPlace() {
        var tenant = Imports.tenant();
        quota(tenant, "{\"quotas\":{\"maxDevices\":700,\"importRows\":1000}}");

        var done = Imports.done(tenant, "create", NDJSON, Imports.lines(1_000));

        assertThat(done.getInt("rows.created")).isEqualTo(700);
        assertThat(done.getInt("rows.failed")).isEqualTo(300);
        assertThat(Imports.devices(tenant)).isEqualTo(700);
        Imports.send(tenant, "create", NDJSON, Imports.lines(1_001))
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:muster:problem:quota-exceeded"));
    }

    private static void quota(String tenant, String patch) {
        Api.as("platform-admin")
                .header("If-Match", "*")
                .body(patch)
                .patch("/api/v1/tenants/" + tenant)
                .then()
                .statusCode(200);
    }

    @Test
    void aCancelledImportGoesOnWhereItWas() {
        var tenant = Imports.tenant();
        var job = Imports.id(Imports.send(tenant, "create", NDJSON, Imports.lines(8_000)));

        var cancelled = Imports.move(tenant, job, "cancel");
        if (cancelled.statusCode() == 200) {
            var rows = Imports.get(tenant, job);
            assertThat(rows.getString("state")).isEqualTo("CANCELLED");
            assertThat(rows.getInt("rows.skipped") + rows.getInt("rows.done")).isEqualTo(8_000);
            assertThat(Imports.devices(tenant)).isEqualTo(rows.getLong("rows.created"));
            Imports.move(tenant, job, "resume").then().statusCode(200);
        }
        assertThat(Imports.done(tenant, job).getInt("rows.created")).isEqualTo(8_000);
        Imports.move(tenant, job, "resume").then().statusCode(409);
        Imports.move(tenant, job, "cancel").then().statusCode(409);
    }

    @Test
    void aKeyBelongsToOneFile() {
        var tenant = Imports.tenant();
        var first = Imports.id(Imports.send(tenant, "create", NDJSON, Imports.lines(3), "k1"));
        Imports.done(tenant, first);

        assertThat(Imports.id(Imports.send(tenant, "create", NDJSON, Imports.lines(3), "k1")))
                .isEqualTo(first);
        Imports.send(tenant, "create", NDJSON, Imports.lines(4), "k1")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:idempotency-key-reused"));
        Imports.send(tenant, "upsert", NDJSON, Imports.lines(3), "k1").then().statusCode(409);
        Api.as("viewer@" + tenant)
                .get("/api/v1/imports")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].rate", notNullValue());
    }

    @Test
    void othersSeeNothingOfIt() {
        var tenant = Imports.tenant();
        var job = Imports.id(Imports.send(tenant, "create", NDJSON, Imports.lines(1)));

        Api.as("viewer").get("/api/v1/imports/" + job).then().statusCode(404);
        Api.as("operator").post("/api/v1/imports/" + job + "/cancel").then().statusCode(404);
        Api.as("operator").get("/api/v1/imports/" + job + "/failed-rows").then().statusCode(404);
        Api.as("viewer@" + tenant).post("/api/v1/imports").then().statusCode(403);
        Api.as("viewer@" + tenant).get("/api/v1/imports/none").then().statusCode(404);
    }
}
